import { canBePaused, ceasesWithResident, isSignOfPresence, lasts } from '../absence/absence.ts';
import { whyOfCircumstances } from './circumstances.ts';
import { effectiveAt } from './effective-at.ts';
import type { Raise } from './open-alarm.ts';
import type { TriageFacts } from './triage.ts';

type Facts = Pick<TriageFacts, 'event' | 'absence' | 'vacated'>;

/** The absence an event falls into; null: they were at home. */
const absenceOf = ({ event, absence }: Pick<Facts, 'event' | 'absence'>): TriageFacts['absence'] =>
  absence !== null && lasts(absence, effectiveAt(event)) ? absence : null;

/** Where they live no more; what happened before is about them, however late it comes. */
const hasCeased = ({ event, vacated }: Facts): boolean =>
  vacated !== null && vacated <= effectiveAt(event) && ceasesWithResident(event.kind);

/**
 * Whether an event says nothing, since whom it is about is not there. What shows that they are counts; where they live no
 * more it shows that somebody else is, who clears the home.
 */
export const isPaused = (facts: Facts): boolean =>
  hasCeased(facts) ||
  (canBePaused(facts.event.kind) && absenceOf(facts) !== null && !isSignOfPresence(facts.event.kind));

/** The absence that this event ends; null: none. A test of the device is no sign of its resident. */
export const endedAbsence = (facts: TriageFacts, isTest: boolean): string | null =>
  !isTest && isSignOfPresence(facts.event.kind) ? (absenceOf(facts)?.id ?? null) : null;

/** Somebody asks whether they are home again. */
export const askForReturn = (facts: TriageFacts, absenceId: string): Raise => ({
  kind: 'presence-while-away',
  matchValue: absenceId,
  colour: 'yellow',
  why: [{ code: 'presence-while-away', values: { kind: facts.event.kind } }, ...whyOfCircumstances(facts)],
  // Who answers this has not answered what the device said.
  messageIds: [],
});
