import { describe, expect, test } from 'vitest';
import { anAlarm, someFacts } from '../test-data.ts';
import { decideTriage } from './decide-triage.ts';
import { CHATTER_COUNT, mayBeChatter, quietChatter } from './quiet-chatter.ts';
import type { TriageFacts } from './triage.ts';

const after = (facts: TriageFacts, recent = CHATTER_COUNT) => {
  const decision = decideTriage(facts);
  const asks = mayBeChatter(facts.event, decision);
  return { asks, effect: (asks ? quietChatter(decision, facts.open, recent) : decision).effects[0] };
};
const open = (kind: string, given = {}) => [anAlarm({ kind, colour: 'yellow', ...given })];
const codes = (effect: ReturnType<typeof after>['effect']): readonly string[] =>
  effect?.alarm.why.map(({ code }) => code) ?? [];

describe('a device that says the same three times in a minute', () => {
  test('is marked, and comes in quietly when its alarm had been closed', () => {
    const { effect } = after(someFacts({ kind: 'tamper' }));
    expect(effect).toMatchObject({ kind: 'raise', quiet: true });
    expect(codes(effect)).toContain('chattering');
  });

  test('is merged without ringing, into whatever waits, is handled or shelved', () => {
    for (const state of ['queued', 'handling', 'shelved'] as const) {
      const { effect } = after(someFacts({ kind: 'loud-sound' }, { open: open('loud-sound', { state }) }));
      expect(effect).toMatchObject({ kind: 'merge', rings: false, quiet: true });
      expect(codes(effect)).toContain('chattering');
    }
  });

  test('says nothing of it before the third', () => {
    const { effect } = after(someFacts({ kind: 'tamper' }), CHATTER_COUNT - 1);
    expect(effect).not.toHaveProperty('quiet');
    expect(codes(effect)).not.toContain('chattering');
  });

  test('is heard all the same when it becomes more urgent', () => {
    const low = {
      device: { profile: 'mobile-alarm' },
      open: open('battery-low', { colour: 'blue', queue: 'technician' }),
    };
    const { effect } = after(someFacts({ kind: 'battery-low' }, low));
    expect(effect).toMatchObject({ kind: 'merge', alarm: { colour: 'yellow' } });
    expect(effect).not.toHaveProperty('quiet');
    expect(codes(effect)).toContain('chattering');
  });
});

describe('what a person pressed, fire, CO and gas', () => {
  const kinds = [
    'alarm-button-pressed',
    'sos-pressed',
    'nurse-call',
    'fire-alarm',
    'carbon-monoxide-alarm',
    'gas-alarm',
  ];

  test.each(kinds)('%s rings every time, merged into what waits or is handled, however often', (kind) => {
    for (const state of ['queued', 'offered', 'handling'] as const) {
      const { asks, effect } = after(someFacts({ kind }, { open: open(kind, { state, colour: 'red' }) }), 100);
      expect(asks).toBe(false);
      expect(effect).toMatchObject({ kind: 'merge', rings: true });
      expect(effect).not.toHaveProperty('quiet');
    }
    expect(after(someFacts({ kind }), 100).effect).not.toHaveProperty('quiet');
  });
});

test('what raises nothing is not counted', () => {
  expect(after(someFacts({ kind: 'door-closed' })).asks).toBe(false);
  expect(after(someFacts({ kind: 'battery-ok' }, { open: open('battery-low') })).asks).toBe(false);
});
