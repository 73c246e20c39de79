import { describe, expect, test } from 'vitest';
import type { Alarm } from '../alarm/alarm.ts';
import { minutes, seconds } from '../instant.ts';
import { anAlarm, aPlan, NOW, someFacts } from '../test-data.ts';
import { decideTriage } from './decide-triage.ts';
import { REUSED_ID } from './match-value.ts';
import type { TriageDecision, TriageEffect } from './triage.ts';

const later = (ms: number) => ({ at: NOW + ms, receivedAt: NOW + ms });
const codes = (alarm: Pick<Alarm, 'why'>) => alarm.why.map(({ code }) => code);
const only = <K extends TriageEffect['kind']>(
  decision: TriageDecision,
  kind: K,
): Extract<TriageEffect, { kind: K }> => {
  expect(decision.effects.map((effect) => effect.kind)).toEqual([kind]);
  return decision.effects[0] as Extract<TriageEffect, { kind: K }>;
};

describe('a new alarm', () => {
  test('waits in the operators’ queue with the clock of its colour', () => {
    const decision = decideTriage(someFacts({ receivedAt: NOW + 400, seq: 7 }));
    expect(decision.outcome).toBe('raised');
    expect(only(decision, 'raise').alarm).toMatchObject({
      queue: 'operator',
      colour: 'red',
      state: 'queued',
      condition: 'active',
      receivedAt: NOW + 400,
      answerBy: NOW + 400 + seconds(30),
      messageIds: ['message-1'],
      events: 1,
      raised: { maxSeq: 7, maxAt: NOW, maxAtWithoutSeq: null },
    });
  });

  test('none for what is only recorded', () => {
    expect(decideTriage(someFacts({ kind: 'position' }))).toEqual({
      outcome: 'recorded',
      marks: [],
      effects: [],
      endsAbsence: null,
    });
  });

  test.each([
    ['blue', { kind: 'tamper' }, {}, 'technician'],
    ['in stock', { kind: 'alarm-button-pressed' }, { inService: false }, 'technician'],
    ['in stock, red', { kind: 'fire-alarm' }, { inService: false }, 'operator'],
    ['in test mode, red', { kind: 'fire-alarm', test: true }, { testUntil: NOW }, 'technician'],
    ['says test, test mode over', { kind: 'fire-alarm', test: true }, { testUntil: NOW - 1 }, 'operator'],
    ['says test, no test mode', { kind: 'fire-alarm', test: true }, {}, 'operator'],
    ['in test mode, does not say test', { kind: 'fire-alarm' }, { testUntil: NOW }, 'operator'],
  ] as const)('%s: for whom', (_name, event, device, queue) => {
    expect(only(decideTriage(someFacts(event, { device })), 'raise').alarm.queue).toBe(queue);
  });

  test('says how it came', () => {
    const decision = decideTriage(
      someFacts({ test: true, marks: ['late', 'wrong-lane', 'data-dropped'] }, { device: { inService: false } }),
    );
    expect(decision.marks).toEqual(['wrong-lane', 'data-dropped', 'late', 'maybe-test']);
    expect(codes(only(decision, 'raise').alarm)).toEqual([
      'kind',
      'wrong-lane',
      'data-unreadable',
      'late',
      'maybe-test',
      'not-in-service',
    ]);
  });

  test.each([
    ['the end of its window', '2026-11-21T07:00:00+01:00', Date.parse('2026-11-21T06:00:00Z')],
    ['not sooner than its colour', '2026-11-21T03:13:00+01:00', NOW + minutes(15)],
    ['a day at most', '2036-11-21T07:00:00+01:00', NOW + minutes(24 * 60)],
    ['a time without its offset is none', '2026-11-21T07:00:00', NOW + minutes(15)],
    ['nonsense is none', 'tomorrow', NOW + minutes(15)],
  ])('a dose is answered by %s', (_name, answerBy, expected) => {
    const event = { kind: 'dose-not-taken', data: { answerBy } };
    expect(only(decideTriage(someFacts(event)), 'raise').alarm.answerBy).toBe(expected);
    const plans = [aPlan({ timeCriticalMedicine: true })];
    expect(only(decideTriage(someFacts(event, { plans })), 'raise').alarm.answerBy).toBe(NOW + seconds(60));
  });
});

describe('one more of the same', () => {
  const press = { kind: 'alarm-button-pressed', messageId: 'message-2', ...later(seconds(20)) };
  const merged = (alarm: Partial<Alarm>, event: Parameters<typeof someFacts>[0] = press) =>
    only(decideTriage(someFacts(event, { open: [anAlarm(alarm)] })), 'merge');

  test('is counted in the alarm that is open', () => {
    const { alarm, rings } = merged({});
    expect(alarm).toMatchObject({ id: 'alarm', events: 2, messageIds: ['message-0', 'message-2'], colourSince: NOW });
    expect(rings).toBe(true);
  });

  test('is another alarm where the dose, or real and test, differ', () => {
    const dose = anAlarm({ kind: 'dose-not-taken', colour: 'green', matchValue: 'morning' });
    const evening = someFacts({ kind: 'dose-not-taken', data: { doseId: 'evening' } }, { open: [dose] });
    expect(decideTriage(evening).outcome).toBe('raised');
    expect(decideTriage(someFacts(press, { open: [anAlarm({ test: true })] })).outcome).toBe('raised');
  });

  test.each([
    ['a person asks again', { state: 'handling', operatorId: 'kari', answeredAt: NOW }, press, true],
    ['a red again', { kind: 'fire-alarm', colour: 'red', state: 'responding' }, { kind: 'fire-alarm' }, true],
    ['an orange that nobody pressed', { kind: 'inactivity', state: 'handling' }, { kind: 'inactivity' }, false],
    ['a press not answered yet', { state: 'offered' }, press, true],
  ] as const)('%s: does it ring its operator', (_name, alarm, event, rings) => {
    expect(merged(alarm, event).rings).toBe(rings);
  });

  test('wakes a shelved alarm, which waits anew', () => {
    const { alarm, rings } = merged({ state: 'shelved', operatorId: 'kari', answeredAt: NOW, shelvedUntil: NOW + 1 });
    expect(rings).toBe(true);
    expect(alarm).toMatchObject({ state: 'queued', operatorId: null, answeredAt: null, shelvedUntil: null });
    expect(alarm.colourSince).toBe(NOW + seconds(20));
  });

  test('never lowers a colour; a higher one takes over with its own clock', () => {
    expect(merged({ colour: 'red' }).alarm).toMatchObject({ colour: 'red', colourSince: NOW });
    const lifted = merged({ colour: 'green', askedOperators: ['kari'], state: 'handling', operatorId: 'kari' }).alarm;
    expect(lifted).toMatchObject({
      colour: 'orange',
      state: 'handling',
      operatorId: 'kari',
      colourSince: NOW + seconds(20),
      answerBy: NOW + seconds(80),
      askedOperators: [],
    });
  });

  test('takes an alarm out of the technicians’ hands once the device is at a resident’s', () => {
    const inHand = { queue: 'technician', state: 'handling', operatorId: 'tek', answeredAt: NOW } as const;
    expect(merged(inHand).alarm).toMatchObject({ queue: 'operator', state: 'queued', operatorId: null });
  });

  test('keeps the first message id and the latest twenty others', () => {
    const messageIds = Array.from({ length: 21 }, (_, n) => `old-${n}`);
    const ids = merged({ messageIds }).alarm.messageIds;
    expect(ids).toEqual(['old-0', ...messageIds.slice(2), 'message-2']);
    expect(merged({ messageIds: ['message-2'] }).alarm.messageIds).toEqual(['message-2']);
  });
});

describe('a restore', () => {
  const fire = anAlarm({ kind: 'fire-alarm', colour: 'red' });
  const restored = (event: Parameters<typeof someFacts>[0], given: Parameters<typeof someFacts>[1]) =>
    decideTriage(someFacts(event, given)).outcome;

  test('marks the alarm and leaves it waiting', () => {
    const decision = decideTriage(someFacts({ kind: 'fire-restored', ...later(1) }, { open: [fire] }));
    expect(only(decision, 'restore').alarm).toMatchObject({ state: 'queued', condition: 'restored', colour: 'red' });
  });

  test.each([
    ['as old as the alarm', { kind: 'fire-restored' }, { open: [fire] }, 'recorded'],
    ['once more', { kind: 'fire-restored', ...later(1) }, { open: [{ ...fire, condition: 'restored' }] }, 'recorded'],
    [
      'activity where one lives',
      { kind: 'activity', ...later(1) },
      { open: [anAlarm({ kind: 'inactivity' })] },
      'restored',
    ],
    [
      'activity where two live',
      { kind: 'activity', ...later(1) },
      { open: [anAlarm({ kind: 'inactivity' })], residents: 2 },
      'recorded',
    ],
    [
      'movement of the responder',
      { kind: 'movement', ...later(1) },
      { open: [anAlarm({ kind: 'no-movement' })], responders: ['arrived'] },
      'recorded',
    ],
    [
      'a closed door after an open one',
      { kind: 'door-closed', ...later(1) },
      { open: [anAlarm({ kind: 'door-opened' })] },
      'recorded',
    ],
    [
      'the fault a self-test names',
      { kind: 'self-test-passed', data: { code: 'E1' }, ...later(1) },
      { open: [anAlarm({ kind: 'device-fault', matchValue: 'E1' })] },
      'restored',
    ],
  ] as const)('%s', (_name, event, given, outcome) => {
    expect(restored(event, given)).toBe(outcome);
  });

  test.each([
    ['by seq, whatever the clock says', { seq: 2, at: NOW }, { seq: 3, at: NOW - 1 }, 'restored'],
    ['by seq, the restore is older', { seq: 2, at: NOW }, { seq: 1, at: NOW + 1 }, 'active'],
    ['by time where one has no seq', { seq: null, at: NOW }, { seq: 9, at: NOW - 1 }, 'active'],
    ['by time where the restore has none', { seq: 9, at: NOW }, { seq: null, at: NOW + 1 }, 'restored'],
  ] as const)('before its raise: %s', (_name, raise, restore, condition) => {
    const restores = [{ kind: 'fire-restored', matchValue: null, ...restore }];
    const { alarm } = only(decideTriage(someFacts({ kind: 'fire-alarm', ...raise }, { restores })), 'raise');
    expect(alarm).toMatchObject({ condition, state: 'queued' });
    expect(codes(alarm).includes('overtaken-by-restore')).toBe(condition === 'restored');
  });

  test('gives way to a raise that is newer', () => {
    const gone = { ...fire, condition: 'restored', why: [{ code: 'overtaken-by-restore' }] } as const;
    const decision = decideTriage(someFacts({ kind: 'fire-alarm', ...later(9) }, { open: [gone] }));
    const { alarm } = only(decision, 'merge');
    expect(alarm.condition).toBe('active');
    expect(codes(alarm)).not.toContain('overtaken-by-restore');
  });
});

describe('beside the event’s own alarm', () => {
  test('a reused id is a technician’s matter, and the alarm stands', () => {
    const decision = decideTriage(someFacts({}, { idReused: true }));
    expect(decision.marks).toEqual(['id-reused']);
    expect(decision.effects).toMatchObject([
      { kind: 'raise', alarm: { kind: 'fall-detected', colour: 'red' } },
      { kind: 'raise', alarm: { kind: 'device-fault', colour: 'blue', queue: 'technician', matchValue: REUSED_ID } },
    ]);
  });

  test('whose answer is no answer to the call', () => {
    const [, report] = decideTriage(someFacts({}, { idReused: true })).effects;
    expect(report?.alarm.messageIds).toEqual([]);
    const open = [{ ...anAlarm(), ...report?.alarm, id: 'reused' }];
    const again = decideTriage(someFacts({ messageId: 'message-2' }, { idReused: true, open }));
    expect(again.effects[1]).toMatchObject({ kind: 'merge', alarm: { events: 2, messageIds: [] } });
  });

  test('and is counted there the next time, whatever the device calls its own faults', () => {
    const open = [anAlarm({ kind: 'device-fault', colour: 'blue', matchValue: REUSED_ID })];
    const facts = someFacts({ kind: 'device-fault', data: { code: REUSED_ID } }, { idReused: true, open });
    expect(decideTriage(facts).effects).toMatchObject([
      { kind: 'raise', alarm: { matchValue: null } },
      { kind: 'merge', alarm: { matchValue: REUSED_ID, events: 2 } },
    ]);
  });

  test('cancelling is shown on the calls that are open, and changes nothing', () => {
    const call = anAlarm();
    const open = [call, anAlarm({ id: 'battery', kind: 'battery-low' })];
    const decision = decideTriage(someFacts({ kind: 'user-cancelled' }, { open }));
    expect(decision).toEqual({
      outcome: 'recorded',
      marks: [],
      effects: [{ kind: 'annotate', alarm: call }],
      endsAbsence: null,
    });
  });

  test('SOS lifts an old position to the operators', () => {
    const stale = anAlarm({ kind: 'position-stale', colour: 'blue', queue: 'technician' });
    const decision = decideTriage(someFacts({ kind: 'sos-pressed' }, { open: [stale] }));
    expect(decision.outcome).toBe('raised');
    expect(decision.effects[1]).toMatchObject({ kind: 'lift', alarm: { colour: 'orange', queue: 'operator' } });
  });
});
