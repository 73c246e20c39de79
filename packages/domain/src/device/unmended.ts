import { addWhy } from '../add-why.ts';
import type { Alarm } from '../alarm/alarm.ts';
import { liftColour } from '../alarm/lift-colour.ts';
import type { AnswerTargets } from '../colour.ts';
import type { Instant } from '../instant.ts';
import { localTime } from '../local-time.ts';
import { REUSED_ID } from '../triage/match-value.ts';
import { DEVICE_PROFILES } from './device-profiles.ts';

/** What is broken, as the device itself says; its silence and its empty battery are orange at any hour. */
export const FAULT_KINDS: readonly string[] = ['device-fault', 'self-test-failed'];

export const LIFE_CRITICAL_PROFILES: readonly string[] = DEVICE_PROFILES.filter(({ lifeCritical }) => lifeCritical).map(
  ({ id }) => id,
);

/** Nobody mends anything between these, local time. Assumed: a municipality may have technicians on call. */
const AWAY_FROM = 22 * 60;
const AWAY_UNTIL = 7 * 60;

export const techniciansAreAway = (at: Instant): boolean => {
  const { minuteOfDay } = localTime(at);
  return minuteOfDay >= AWAY_FROM || minuteOfDay < AWAY_UNTIL;
};

/**
 * A fault of the day that nobody has mended when the technicians go home: the operators see that something stands in
 * its place until it is (a call, a look, somebody who stays). null: it is none, or somebody has it. `alarm`: of a device
 * that a life may hang on.
 */
export const decideUnmended = (alarm: Alarm, now: Instant, targets: AnswerTargets): Alarm | null => {
  const waits = alarm.queue === 'technician' && (alarm.state === 'queued' || alarm.state === 'shelved');
  const isFault = FAULT_KINDS.includes(alarm.kind) && alarm.matchValue !== REUSED_ID && !alarm.test;
  if (!waits || !isFault || alarm.condition === 'restored' || !techniciansAreAway(now)) return null;
  const lifted = liftColour(alarm, { colour: 'orange', queue: 'operator' }, now, targets);
  return { ...lifted, why: addWhy(alarm.why, { code: 'compensating-measures' }) };
};
