import { CANARY_PROFILE } from '../canary/canary.ts';
import { testCall } from '../device-test/test-call.ts';
import { askForReturn, endedAbsence } from './absence-effects.ts';
import { isTest, marksOf, whyOfCircumstances } from './circumstances.ts';
import { annotateOpen, liftStalePositions, restoreOpen } from './effects-on-open.ts';
import { alarmMatchValue, REUSED_ID } from './match-value.ts';
import { mergeAlarm } from './merge-alarm.ts';
import { openAlarm, type Raise } from './open-alarm.ts';
import { raiseColour } from './raise-colour.ts';
import type { TriageDecision, TriageEffect, TriageFacts, TriageOutcome } from './triage.ts';

/**
 * What one stored event means: the alarm it opens or joins, those it restores, and why. No order of arrival is
 * relied on: every permutation of a device's messages ends in the same alarms. The event's own effect comes first;
 * no two effects are on the same alarm.
 */
export const decideTriage = (facts: TriageFacts): TriageDecision => {
  // It has come the whole way, and that is all it is for.
  if (facts.device.profile === CANARY_PROFILE)
    return { outcome: 'recorded', marks: [], effects: [], endsAbsence: null };
  const own = facts.event.kind === 'user-cancelled' ? annotateOpen(facts) : decideOwn(facts);
  const endsAbsence = endedAbsence(facts, isTest(facts));
  const asked = endsAbsence === null ? [] : [raiseOrMerge(facts, askForReturn(facts, endsAbsence))];
  const effects = [...own, ...reportReusedId(facts), ...asked, ...callCentre(facts)];
  return { outcome: outcomeOf(effects[0]), marks: marksOf(facts), effects, endsAbsence };
};

const decideOwn = (facts: TriageFacts): readonly TriageEffect[] => {
  const { event } = facts;
  const { colour, why } = raiseColour(facts);
  const raised =
    colour === null
      ? []
      : [
          raiseOrMerge(facts, {
            kind: event.kind,
            matchValue: alarmMatchValue(event.kind, event.data),
            colour,
            why: [...why, ...whyOfCircumstances(facts)],
            messageIds: [event.messageId],
          }),
          ...liftStalePositions(facts),
        ];
  return [...raised, ...restoreOpen(facts)];
};

const raiseOrMerge = (facts: TriageFacts, raise: Raise): TriageEffect => {
  const test = isTest(facts);
  const same = facts.open.find(
    (alarm) => alarm.kind === raise.kind && alarm.matchValue === raise.matchValue && alarm.test === test,
  );
  return same === undefined
    ? { kind: 'raise', alarm: openAlarm(raise, facts) }
    : { kind: 'merge', ...mergeAlarm(same, raise, facts) };
};

/** Two messages under one id: the device counts wrong, or somebody else speaks in its name. A technician looks. */
const reportReusedId = (facts: TriageFacts): readonly TriageEffect[] => {
  if (!facts.idReused) return [];
  const raise: Raise = {
    kind: 'device-fault',
    matchValue: REUSED_ID,
    colour: 'blue',
    why: [{ code: 'id-reused' }, ...whyOfCircumstances(facts)],
    // Who answers this has not answered the call: its receipts must not say so.
    messageIds: [],
  };
  return [raiseOrMerge(facts, raise)];
};

/** The technicians have the test itself; quietly, the operators are asked to answer it as a real one. */
const callCentre = (facts: TriageFacts): readonly TriageEffect[] => {
  if (!facts.device.testCall || !isTest(facts)) return [];
  const effect = raiseOrMerge(facts, testCall(facts));
  return [effect.kind === 'raise' ? { ...effect, quiet: true } : effect];
};

const outcomeOf = (first: TriageEffect | undefined): TriageOutcome => {
  switch (first?.kind) {
    case 'raise':
      return 'raised';
    case 'merge':
      return 'merged';
    case 'restore':
      return 'restored';
    case 'lift':
    case 'annotate':
    case undefined:
      return 'recorded';
  }
};
