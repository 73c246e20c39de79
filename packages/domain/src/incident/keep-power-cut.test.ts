import { describe, expect, test } from 'vitest';
import { DEFAULT_ANSWER_TARGETS } from '../colour.ts';
import { minutes } from '../instant.ts';
import { anAlarm, NOW } from '../test-data.ts';
import { isFolded } from './is-folded.ts';
import { closeMember, keepPowerCut, outageAlarm, type PowerCutFacts, powerCutAlarm } from './keep-power-cut.ts';

const technicians = anAlarm({ ...powerCutAlarm(500, NOW, DEFAULT_ANSWER_TARGETS), id: 'cut' });
const call = anAlarm({
  ...{ id: 'call', kind: 'power-cut-call-round', colour: 'yellow' },
  why: [{ code: 'call-round', values: { count: 80 } }],
});
const facts = (given: Partial<PowerCutFacts> = {}): PowerCutFacts => ({
  ...{ endedAt: null, alarm: technicians, call, members: { devices: 500, dark: 500 }, toCall: 80, toCallSince: 0 },
  ...given,
});
const keep = (given: Partial<PowerCutFacts>) => keepPowerCut(facts(given), NOW + minutes(1), DEFAULT_ANSWER_TARGETS);

describe('a power cut that is known', () => {
  test('stays as it is while nothing is new', () => {
    expect(keep({})).toEqual({ changes: [], callRound: null, endedAt: null, closed: false });
  });

  test('calls the operators once there is somebody to call, yellow, in their queue', () => {
    expect(keep({ call: null }).callRound).toMatchObject({ queue: 'operator', colour: 'yellow', condition: 'active' });
    expect(keep({ call: null, toCall: 0 }).callRound).toBeNull();
  });

  test('calls them again when others are hit after the round was closed, and not for the same ones', () => {
    const closed = { ...call, state: 'closed' } as const;
    expect(keep({ call: closed, toCallSince: 3 }).callRound).not.toBeNull();
    expect(keep({ call: closed }).callRound).toBeNull();
  });

  test('grows under the people who work at it', () => {
    const { changes } = keep({ members: { devices: 512, dark: 512 }, toCall: 81 });
    expect(changes.map(({ action, alarm }) => [action, alarm.id, alarm.events])).toEqual([
      ['grew', 'cut', 1],
      ['grew', 'call', 1],
    ]);
    expect(changes[0]?.alarm.why).toEqual([{ code: 'power-cut', values: { count: 512 } }]);
  });

  test('is restored, both alarms, when the power of all its members is back; and waits for an answer', () => {
    const { changes, endedAt, closed } = keep({ members: { devices: 500, dark: 0 } });
    expect(changes.map(({ action, alarm }) => [action, alarm.condition, alarm.state])).toEqual([
      ['restored', 'restored', 'queued'],
      ['restored', 'restored', 'queued'],
    ]);
    expect(endedAt).toBe(NOW + minutes(1));
    expect(closed).toBe(false);
  });

  test('ended when it ended, however often it is looked at', () => {
    expect(keep({ endedAt: NOW, members: { devices: 500, dark: 0 } }).endedAt).toBe(NOW);
  });

  test('comes to life again with any of its members', () => {
    const over = keep({ members: { devices: 500, dark: 0 } }).changes[0]?.alarm ?? technicians;
    const { changes, endedAt } = keep({ alarm: over, endedAt: NOW, members: { devices: 500, dark: 1 } });
    expect(changes).toEqual([{ action: 'reactivated', alarm: technicians }]);
    expect(endedAt).toBeNull();
  });

  test('closed by a technician calls nobody, and takes its members with it', () => {
    const closed = { ...technicians, state: 'closed' } as const;
    expect(keep({ alarm: closed, call: null })).toMatchObject({ changes: [], callRound: null, closed: true });
  });
});

describe('a member of a closed power cut', () => {
  const closed = anAlarm({
    ...{ id: 'cut', state: 'closed', operatorId: 'tor', cause: 'technical-fault', action: 'none', closedAt: NOW },
  });
  const member = anAlarm({ id: 'm', kind: 'mains-lost', colour: 'blue', queue: 'technician', condition: 'restored' });

  test('whose power is back is closed with it, by the same person with the same words', () => {
    expect(closeMember(member, closed, NOW + 1)).toMatchObject({
      ...{ state: 'closed', operatorId: 'tor', cause: 'technical-fault', action: 'none' },
      ...{ closedAt: NOW + 1, answeredAt: NOW + 1 },
    });
  });

  test.each([
    ['whose power is gone still', { condition: 'active' }],
    ['that somebody has taken', { state: 'handling', operatorId: 'eli' }],
    ['that a plan has made the operators’ matter', { queue: 'operator', colour: 'orange' }],
  ] as const)('%s stands for itself', (_name, given) => {
    expect(closeMember({ ...member, ...given }, closed, NOW)).toBeNull();
  });

  test('of one that is open stays as it is', () => {
    expect(closeMember(member, technicians, NOW)).toBeNull();
  });
});

test('what is folded is what only waits with the technicians', () => {
  const member = { kind: 'mains-lost', queue: 'technician', state: 'queued', incident: { id: 'cut' } } as const;
  expect(isFolded(member)).toBe(true);
  expect(isFolded({ ...member, incident: undefined })).toBe(false);
  expect(isFolded({ ...member, queue: 'operator' })).toBe(false);
  expect(isFolded({ ...member, state: 'handling' })).toBe(false);
  expect(isFolded({ ...member, kind: 'power-cut' })).toBe(false);
});

test('an outage of ours is the technicians’, and one that is over says so', () => {
  const lasts = outageAlarm({ from: '03:12', to: null }, NOW, DEFAULT_ANSWER_TARGETS);
  expect(lasts).toMatchObject({ queue: 'technician', colour: 'blue', condition: 'active' });
  expect(outageAlarm({ from: '03:12', to: '03:40' }, NOW, DEFAULT_ANSWER_TARGETS).condition).toBe('restored');
});
