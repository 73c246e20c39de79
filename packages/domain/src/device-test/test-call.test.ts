import { describe, expect, test } from 'vitest';
import { minutes } from '../instant.ts';
import { NOW, someFacts } from '../test-data.ts';
import { decideTriage } from '../triage/decide-triage.ts';

const raised = (event: { kind: string; test?: boolean }, device: { testUntil?: number | null; testCall?: boolean }) =>
  decideTriage(
    someFacts({ test: true, ...event }, { device: { testUntil: NOW + minutes(5), testCall: true, ...device } }),
  ).effects.map((effect) => [
    effect.alarm.kind,
    effect.alarm.colour,
    effect.alarm.queue,
    effect.kind === 'raise' && effect.quiet,
  ]);

const CALL = ['test-call', 'blue', 'operator', true];

describe('the centre is called, blue and quietly, for what a device says while it is tested', () => {
  test.each([
    ['a red', 'fire-alarm', [['fire-alarm', 'red', 'technician', undefined], CALL]],
    ['what raises nothing by itself', 'position', [CALL]],
  ])('%s', (_name, kind, expected) => {
    expect(raised({ kind }, {})).toEqual(expected);
  });

  test.each([
    ['that does not say it is a test', { kind: 'fire-alarm', test: false }, {}],
    ['when test mode is over', { kind: 'fire-alarm' }, { testUntil: NOW - 1 }],
    ['where nobody asked for it', { kind: 'fire-alarm' }, { testCall: false }],
  ])('but not for one %s', (_name, event, device) => {
    expect(raised(event, device)).toHaveLength(1);
  });

  test('pressed twice it is one call; the next test has its own', () => {
    const device = { testUntil: NOW + minutes(5), testCall: true };
    const first = decideTriage(someFacts({ kind: 'position', test: true }, { device }));
    const [effect] = first.effects;
    if (effect?.kind !== 'raise') throw new Error('not raised');
    const open = [{ ...effect.alarm, id: 'call', version: 1 }];
    const again = (testUntil: number) =>
      decideTriage(someFacts({ kind: 'position', test: true }, { open, device: { ...device, testUntil } })).effects[0]
        ?.kind;
    expect([again(device.testUntil), again(device.testUntil + 1)]).toEqual(['merge', 'raise']);
  });
});
