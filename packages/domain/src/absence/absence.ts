import { callsForPeople } from '../alarm/calls-for-people.ts';
import { eventKind } from '../catalogue/catalogue.ts';
import type { Category } from '../catalogue/event-kind.ts';
import { type Instant, minutes } from '../instant.ts';

export const ABSENCE_REASONS = ['away', 'hospital'] as const;
export type AbsenceReason = (typeof ABSENCE_REASONS)[number];

/** Somebody is not at home, and some of their sensors have nothing to tell: of one resident, never of the household. */
export type Absence = { readonly id: string; readonly from: Instant; readonly until: Instant };

/** An end is always set; whoever is away for longer is renewed. */
export const ABSENCE_DEFAULT = minutes(24 * 60);
/** At one time (assumed: a stay that is longer is looked at anew every week). */
export const ABSENCE_LONGEST = minutes(7 * 24 * 60);

export type AbsenceFault = 'ends-before-it-begins' | 'over' | 'too-long';

export const absenceFault = ({ from, until }: Pick<Absence, 'from' | 'until'>, now: Instant): AbsenceFault | null => {
  if (until <= from) return 'ends-before-it-begins';
  if (until <= now) return 'over';
  return until > Math.max(from, now) + ABSENCE_LONGEST ? 'too-long' : null;
};

/** What is about how somebody lives, and so about nobody while they are away. A door forced, a battery, a leak is not. */
const ABOUT_LIVING: readonly Category[] = ['supervision', 'medication', 'location', 'camera'];

/** What a person presses, fire, CO and gas are never paused. */
export const canBePaused = (kind: string): boolean => {
  const entry = eventKind(kind);
  return entry !== undefined && ABOUT_LIVING.includes(entry.category) && !callsForPeople(kind);
};

/**
 * What ceases where whom it was about lives no more. Not what is red: whoever has fallen there has fallen, whoever they are.
 */
export const ceasesWithResident = (kind: string): boolean => canBePaused(kind) && eventKind(kind)?.triage !== 'red';

/** What only somebody who is there can have caused. */
const BY_SOMEBODY: readonly string[] = [
  'activity',
  'movement',
  'room-entered',
  'bed-entered',
  'bed-left',
  'bed-sat-up',
  'chair-left',
  'home-returned',
  'dose-dispensed',
];

export const isSignOfPresence = (kind: string): boolean =>
  BY_SOMEBODY.includes(kind) || eventKind(kind)?.personInitiated === true;

export const lasts = ({ from, until }: Absence, at: Instant): boolean => from <= at && at < until;
