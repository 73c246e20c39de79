import { describe, expect, test } from 'vitest';
import { EVENT_KINDS, isCallForHelp } from '../catalogue/catalogue.ts';
import { DEVICE_FUNCTIONS } from '../device/device-functions.ts';
import { DEVICE_PROFILES } from '../device/device-profiles.ts';
import { NOW } from '../test-data.ts';
import type { IntakeFacts, ReadMessage } from './intake.ts';
import { judgeMessage } from './judge-message.ts';

type Message = Extract<ReadMessage, { kind: 'message' }>;

const message = (eventKind: string, given: Partial<Message> = {}): Message => ({
  kind: 'message',
  messageId: 'm',
  eventKind,
  at: NOW,
  seq: null,
  test: false,
  data: null,
  dataUnreadable: false,
  ...given,
});

const of = (profile: string, functionsOff: readonly string[] = []) => ({ device: { profile, functionsOff } });

const judge = (read: ReadMessage, given: Partial<IntakeFacts> = {}) =>
  judgeMessage({ lane: 'alarm', read, ...of('social-alarm'), receivedAt: NOW, ...given });

describe('quarantine', () => {
  const unreadable = { kind: 'unreadable', reason: 'not-json', messageId: null } as const;

  test.each([
    ['an unknown device', message('alarm-button-pressed'), { device: null }, 'unknown-device', null],
    ['noise from an unknown device', unreadable, { device: null }, 'unknown-device', null],
    ['noise on the alarm topic', unreadable, {}, 'not-json', 'alarm-unreadable'],
    ['noise on the event topic', unreadable, { lane: 'event' }, 'not-json', null],
    ["a new firmware's new call for help", message('panic-2'), {}, 'unknown-kind', 'alarm-unreadable'],
    ['an unknown kind on the event topic', message('mood'), { lane: 'event' }, 'unknown-kind', null],
    ['a name every object has', message('constructor'), { lane: 'event' }, 'unknown-kind', null],
    ['what only the service raises', message('alarm-unreadable'), {}, 'service-only-kind', null],
    ['what only the service raises, orange', message('bed-not-returned'), {}, 'service-only-kind', null],
    ['a routine kind on the alarm topic', message('battery-low'), {}, 'wrong-lane', null],
    ['a plan-driven kind on the alarm topic', message('door-opened'), of('door-sensor'), 'wrong-lane', null],
    ['a restore on the event topic', message('user-cancelled'), { lane: 'event' }, 'wrong-lane', null],
    ['a plan-driven kind outside the profile', message('door-opened'), { lane: 'event' }, 'outside-profile', null],
    [
      'bad data of what is nothing without them',
      message('position', { dataUnreadable: true }),
      { lane: 'event', ...of('mobile-alarm') },
      'out-of-shape',
      null,
    ],
    [
      'what belongs to a function that is off',
      message('door-opened'),
      { lane: 'event', ...of('door-sensor', ['door-watch']) },
      'function-off',
      null,
    ],
    [
      'where somebody is, with that off',
      message('position'),
      { lane: 'event', ...of('mobile-alarm', ['position']) },
      'function-off',
      null,
    ],
  ] as const)('%s', (_name, read, given, reason, raises) => {
    expect(judge(read, given)).toEqual({ kind: 'quarantine', reason, messageId: read.messageId, raises });
  });
});

describe('stored', () => {
  test.each([
    ['as it came', message('alarm-button-pressed', { data: { place: 'bad' } }), {}, [], { place: 'bad' }],
    ['a call for help on the wrong lane', message('alarm-button-pressed'), { lane: 'event' }, ['wrong-lane'], null],
    ['a red outside the profile', message('fire-alarm'), {}, ['outside-profile'], null],
    [
      'a yellow that a person initiated',
      message('nurse-call'),
      { lane: 'event' },
      ['wrong-lane', 'outside-profile'],
      null,
    ],
    [
      'bad data of a call',
      message('fall-detected', { dataUnreadable: true }),
      {},
      ['outside-profile', 'data-dropped'],
      null,
    ],
    [
      'bad data of what belongs on the alarm lane',
      message('user-cancelled', { dataUnreadable: true }),
      {},
      ['data-dropped'],
      null,
    ],
    [
      'bad data of a routine alarm',
      message('battery-low', { dataUnreadable: true }),
      { lane: 'event' },
      ['data-dropped'],
      null,
    ],
    [
      'bad data of a restore',
      message('battery-ok', { dataUnreadable: true }),
      { lane: 'event' },
      ['data-dropped'],
      null,
    ],
    ['a technical kind from any profile', message('battery-low'), { lane: 'event' }, [], null],
    ['anything from a profile we do not know', message('door-opened'), { lane: 'event', ...of('gone') }, [], null],
  ] as const)('%s', (_name, read, given, marks, data) => {
    expect(judge(read, given)).toMatchObject({ kind: 'store', event: { kind: read.eventKind, marks, data } });
  });

  test.each([
    [60_000, []],
    [60_001, ['clock-ahead']],
    [-300_000, []],
    [-300_001, ['late']],
  ])('%i ms off our clock', (offset, marks) => {
    const at = NOW + offset;
    expect(judge(message('alarm-button-pressed', { at }))).toMatchObject({ kind: 'store', event: { at, marks } });
  });
});

test('no call for help is refused for its form, from any profile, on any topic, whatever is off', () => {
  const calls = Object.entries(EVENT_KINDS).filter(
    ([kind, entry]) => isCallForHelp(kind) && entry.raisedBy !== 'service',
  );
  expect(calls.length).toBeGreaterThan(20);
  for (const [kind] of calls) {
    for (const { id } of DEVICE_PROFILES) {
      for (const lane of ['alarm', 'event'] as const) {
        const decision = judge(message(kind, { dataUnreadable: true, data: null }), {
          lane,
          ...of(id, Object.keys(DEVICE_FUNCTIONS)),
        });
        expect(decision.kind, `${kind} from ${id} on ${lane}`).toBe('store');
      }
    }
  }
});
