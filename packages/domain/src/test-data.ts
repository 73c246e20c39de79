import type { Alarm } from './alarm/alarm.ts';
import { newAlarm } from './alarm/new-alarm.ts';
import { DEFAULT_ANSWER_TARGETS } from './colour.ts';
import type { ResponsePlan } from './triage/response-plan.ts';
import type { TriageDecision, TriageEvent, TriageFacts } from './triage/triage.ts';

/** Plain examples for tests: each test names only what it is about. */

/** Saturday 21 November 2026, 03:12 in Stavanger. */
export const NOW = Date.parse('2026-11-21T02:12:00Z');

const anEvent = (given: Partial<TriageEvent> = {}): TriageEvent => ({
  id: '1',
  messageId: 'message-1',
  kind: 'fall-detected',
  at: NOW,
  receivedAt: NOW,
  seq: null,
  test: false,
  data: null,
  marks: [],
  ...given,
});

export const aPlan = (given: Partial<ResponsePlan> = {}): ResponsePlan => ({
  residentId: 'olga',
  version: 1,
  rules: [],
  timeCriticalMedicine: false,
  steps: [],
  ...given,
});

/** An event of a device in service at the home of one resident with an empty plan; nothing is open. */
export const someFacts = (
  event: Partial<TriageEvent>,
  given: Omit<Partial<TriageFacts>, 'event' | 'device'> & { device?: Partial<TriageFacts['device']> } = {},
): TriageFacts => ({
  plans: [aPlan()],
  residents: 1,
  targets: DEFAULT_ANSWER_TARGETS,
  open: [],
  restores: [],
  responders: [],
  unlockRights: [],
  absence: null,
  vacated: null,
  idReused: false,
  ...given,
  event: anEvent(event),
  device: { id: 'device', profile: 'social-alarm', inService: true, testUntil: null, testCall: false, ...given.device },
});

export const anAlarm = (given: Partial<Alarm> = {}): Alarm => ({
  ...newAlarm({
    queue: 'operator',
    colour: 'orange',
    condition: 'active',
    kind: 'alarm-button-pressed',
    test: false,
    receivedAt: NOW,
    answerBy: NOW + 60_000,
    messageIds: ['message-0'],
    events: 1,
    raised: { maxSeq: null, maxAt: NOW, maxAtWithoutSeq: NOW },
    matchValue: null,
    why: [],
  }),
  id: 'alarm',
  version: 1,
  ...given,
});

/** What the triage service does with a decision, without a database: the open alarms afterwards. */
export const applied = (open: readonly Alarm[], decision: TriageDecision, newId: () => string): Alarm[] => {
  const after = new Map(open.map((alarm) => [alarm.id, alarm]));
  for (const effect of decision.effects) {
    const alarm: Alarm = effect.kind === 'raise' ? { ...effect.alarm, id: newId(), version: 1 } : effect.alarm;
    after.set(alarm.id, alarm);
  }
  return [...after.values()];
};
