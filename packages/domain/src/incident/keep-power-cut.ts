import { addWhy } from '../add-why.ts';
import type { Alarm, Condition } from '../alarm/alarm.ts';
import { type NewAlarm, newAlarm } from '../alarm/new-alarm.ts';
import { answerByOf } from '../alarm/wait-anew.ts';
import type { IncidentAlarmKind } from '../catalogue/incident.kinds.ts';
import type { AnswerTargets } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Why } from '../why.ts';

/** Everything a power cut's two alarms hang on, as it is now. */
export type PowerCutFacts = {
  readonly endedAt: Instant | null;
  /** The technicians' alarm. */
  readonly alarm: Alarm;
  /** The operators' latest alarm about it; null: nobody to call so far. */
  readonly call: Alarm | null;
  readonly members: {
    /** All that ever joined. */
    readonly devices: number;
    /** Those whose alarm is open and whose power is gone still. */
    readonly dark: number;
  };
  /** Residents on the call list, and those of them whose home was hit after the latest call round was closed. */
  readonly toCall: number;
  readonly toCallSince: number;
};

/** An alarm as it should be now. */
export type IncidentAlarmChange = { readonly action: 'grew' | 'restored' | 'reactivated'; readonly alarm: Alarm };

export type PowerCutUpkeep = {
  readonly changes: readonly IncidentAlarmChange[];
  /** A call round for the operators, where there is somebody to call and none is under way. */
  readonly callRound: NewAlarm | null;
  readonly endedAt: Instant | null;
  /** The technicians have closed it: its members follow. */
  readonly closed: boolean;
};

const incidentAlarm = (
  kind: IncidentAlarmKind,
  why: readonly Why[],
  now: Instant,
  targets: AnswerTargets,
  condition: Condition = 'active',
): NewAlarm => {
  const calls = kind === 'power-cut-call-round';
  const colour = calls ? 'yellow' : 'blue';
  return newAlarm({
    queue: calls ? 'operator' : 'technician',
    colour,
    condition,
    kind,
    test: false,
    receivedAt: now,
    answerBy: answerByOf(colour, now, targets),
    messageIds: [],
    events: 1,
    raised: { maxSeq: null, maxAt: now, maxAtWithoutSeq: now },
    matchValue: null,
    why,
  });
};

const hitWhy = (devices: number): Why => ({ code: 'power-cut', values: { count: devices } });
const callWhy = (residents: number): Why => ({ code: 'call-round', values: { count: residents } });

/** The technicians' alarm of a power cut that has just been found. */
export const powerCutAlarm = (devices: number, now: Instant, targets: AnswerTargets): NewAlarm =>
  incidentAlarm('power-cut', [hitWhy(devices)], now, targets);

/** The technicians' alarm of an outage of ours; `to` null: it lasts. The words are wall-clock times. */
export const outageAlarm = (
  outage: { readonly from: string; readonly to: string | null },
  now: Instant,
  targets: AnswerTargets,
): NewAlarm => {
  const condition = outage.to === null ? 'active' : 'restored';
  return incidentAlarm('service-outage', [outageWhy(outage)], now, targets, condition);
};

export const outageWhy = ({ from, to }: { readonly from: string; readonly to: string | null }): Why =>
  to === null ? { code: 'not-listening', values: { from } } : { code: 'did-not-listen', values: { from, to } };

const withCondition = (why: readonly Why[], condition: Condition): readonly Why[] =>
  condition === 'restored' ? addWhy(why, { code: 'power-back' }) : why.filter(({ code }) => code !== 'power-back');

const countOf = (alarm: Alarm, code: Why['code']): unknown =>
  alarm.why.find((why) => why.code === code)?.values?.['count'];

/** The alarm with its present number and condition; null where nothing is new, or it is closed. */
const keepAlarm = (alarm: Alarm | null, number: Why, condition: Condition): IncidentAlarmChange | null => {
  if (alarm === null || alarm.state === 'closed') return null;
  const grew = countOf(alarm, number.code) !== number.values?.['count'];
  const turned = alarm.condition !== condition;
  if (!grew && !turned) return null;
  const turn = condition === 'restored' ? 'restored' : 'reactivated';
  return {
    action: turned ? turn : 'grew',
    alarm: { ...alarm, condition, why: withCondition(addWhy(alarm.why, number), condition) },
  };
};

/**
 * What a known power cut needs now. It is over when the power of all its members is back, and comes to life again with
 * any of them. Nothing here rings anew: the numbers grow under the people who work at it.
 */
export const keepPowerCut = (facts: PowerCutFacts, now: Instant, targets: AnswerTargets): PowerCutUpkeep => {
  const { alarm, call, members, toCall, toCallSince } = facts;
  const condition: Condition = members.dark === 0 ? 'restored' : 'active';
  const changes = [
    keepAlarm(alarm, hitWhy(members.devices), condition),
    keepAlarm(call, callWhy(toCall), condition),
  ].filter((change) => change !== null);
  const unheard = call === null ? toCall : call.state === 'closed' ? toCallSince : 0;
  const calls = unheard > 0 && condition === 'active' && alarm.state !== 'closed';
  return {
    changes,
    callRound: calls ? incidentAlarm('power-cut-call-round', [callWhy(toCall)], now, targets) : null,
    endedAt: condition === 'active' ? null : (facts.endedAt ?? now),
    closed: alarm.state === 'closed',
  };
};

/**
 * A member when its incident is closed: one whose power is back, and that nobody has taken for itself, is closed with
 * it, by the same person with the same words. null: it stands for itself from now on.
 */
export const closeMember = (member: Alarm, incident: Alarm, now: Instant): Alarm | null => {
  if (incident.state !== 'closed' || member.condition !== 'restored') return null;
  if (member.state !== 'queued' || member.queue !== 'technician') return null;
  return {
    ...member,
    state: 'closed',
    cause: incident.cause,
    action: incident.action,
    closedAt: now,
    operatorId: incident.operatorId,
    answeredAt: member.answeredAt ?? now,
  };
};
