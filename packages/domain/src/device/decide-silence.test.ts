import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { type DeviceContact, isSilent } from './decide-silence.ts';
import { DEVICE_PROFILES } from './device-profiles.ts';
import { findOutages, joinListening, type Listening, listenedAfter } from './listening.ts';

const ago = (count: number): number => NOW - minutes(count);
const always: readonly Listening[] = [{ since: ago(10_000), until: NOW }];
const hub = (lastContact: number, heardAgainAt: number | null = null) => ({
  ...{ profile: 'social-alarm', lastContact, heardAgainAt },
});
const device = (profile: string, lastContact: number, given: Partial<DeviceContact> = {}): DeviceContact => ({
  ...{ profile, lastContact, hub: null },
  ...given,
});

describe('a device is silent', () => {
  test.each([
    ['a hub after a quarter of an hour', device('social-alarm', ago(15)), true],
    ['not before', device('social-alarm', ago(14)), false],
    ['a daily sensor after hours', device('door-sensor', ago(241)), true],
    ['not while those hours last', device('door-sensor', ago(239)), false],
    ['never one of a profile we do not know', device('gone', ago(9_000)), false],
    ['behind a hub that speaks', device('door-sensor', ago(241), { hub: hub(ago(1)) }), true],
    [
      'not behind a dead hub: that is one alarm for its home',
      device('door-sensor', ago(900), { hub: hub(ago(16)) }),
      false,
    ],
    ['but a mobile one has its own way out', device('mobile-alarm', ago(61), { hub: hub(ago(61)) }), true],
    [
      'not when its hub is only just back: it gets its time anew',
      device('door-sensor', ago(900), { hub: hub(ago(1), ago(5)) }),
      false,
    ],
    ['when its hub has been back for as long', device('door-sensor', ago(900), { hub: hub(ago(1), ago(250)) }), true],
  ])('%s', (_name, contact, expected) => {
    expect(isSilent(contact, always)).toBe(expected);
  });

  const withGap = (from: number, to: number): readonly Listening[] => [
    { since: ago(10_000), until: ago(from) },
    { since: ago(to), until: NOW },
  ];

  test.each([
    ['time when we did not listen is not its silence', withGap(19, 6), false],
    ['after an outage of ours it has its whole limit again', withGap(16, 14), false],
    ['and when that is over, it is silent', withGap(17, 15), true],
    ['a restart of ours is subtracted, and no more', withGap(10, 9.5), true],
    ['nothing is known from before we listened', [{ since: ago(14), until: NOW }], false],
    ['while nobody listens, nobody is silent', [{ since: ago(10_000), until: ago(10) }], false],
    ['who never listened has heard no silence', [], false],
  ])('%s', (_name, listening, expected) => {
    expect(isSilent(device('social-alarm', ago(19)), listening)).toBe(expected);
  });

  test('never within its limit of anything heard, whatever we heard of it', () => {
    const stretches = fc.array(fc.record({ since: fc.nat(5_000), length: fc.nat(2_000) }), { maxLength: 8 });
    fc.assert(
      fc.property(fc.constantFrom(...DEVICE_PROFILES), fc.nat(5_000), stretches, (profile, contact, list) => {
        const listening = joinListening(
          list.map(({ since, length }) => ({ since: ago(since), until: Math.min(NOW, ago(since - length)) })),
        );
        const silent = isSilent(device(profile.id, ago(contact)), listening);
        if (silent) expect(minutes(contact)).toBeGreaterThanOrEqual(seconds(profile.silentAfterSeconds));
        if (silent)
          expect(listenedAfter(ago(contact), listening)).toBeGreaterThanOrEqual(seconds(profile.silentAfterSeconds));
      }),
    );
  });
});

describe('an outage of ours', () => {
  test('is a gap of a minute or more, between or at the end; restarts are none', () => {
    const listening = [
      { since: ago(60), until: ago(50) },
      { since: ago(45), until: ago(30) },
      { since: ago(29.5), until: ago(2) },
    ];
    expect(findOutages(listening, NOW)).toEqual([
      { from: ago(50), to: ago(45) },
      { from: ago(2), to: null },
    ]);
    expect(findOutages([], NOW)).toEqual([]);
  });

  test('is none while one of several still listens', () => {
    const joined = joinListening([
      { since: ago(60), until: ago(40) },
      { since: ago(50), until: ago(10) },
      { since: ago(12), until: NOW },
    ]);
    expect(joined).toEqual([{ since: ago(60), until: NOW }]);
  });
});

test('every profile waits for at least three heartbeats, a hub for a quarter of an hour', () => {
  for (const profile of DEVICE_PROFILES) {
    expect(profile.silentAfterSeconds, profile.id).toBeGreaterThanOrEqual(3 * profile.heartbeatSeconds);
    if (profile.hub) expect(profile.silentAfterSeconds).toBe(900);
  }
});
