import { eventKind } from '../catalogue/catalogue.ts';
import { deviceProfile } from '../device/device-profiles.ts';
import { type Instant, minutes } from '../instant.ts';

/** What technicians have to do. An incident is one of them, however many devices it is about. */
export const WORK_KINDS = [
  'incident',
  'silent',
  'fault',
  'battery',
  'installation',
  'test-missing',
  'decision-missing',
  'service-due',
  'collection',
] as const;
export type WorkKind = (typeof WORK_KINDS)[number];

export type Work = {
  readonly kind: WorkKind;
  /** The device's; null where it is about none, or many. */
  readonly profile: string | null;
  readonly since: Instant;
  /** When it was to be done; null: now. */
  readonly due: Instant | null;
};

/** Alarms that a technician's work is behind: what the device says of itself, wherever it is answered. */
export const isTechnicalKind = (kind: string): boolean => eventKind(kind)?.category === 'technical';

const INCIDENTS: readonly string[] = ['power-cut', 'service-outage'];
const BATTERIES: readonly string[] = ['battery-low', 'battery-empty'];

/** What an open alarm means for a technician. */
export const workOfAlarm = (kind: string): WorkKind => {
  if (INCIDENTS.includes(kind)) return 'incident';
  if (kind === 'device-silent') return 'silent';
  return BATTERIES.includes(kind) ? 'battery' : 'fault';
};

/** Devices are serviced this long before their time is up, when somebody is near. */
export const SERVICE_AHEAD = minutes(30 * 24 * 60);

/** Average months are long enough: nobody counts the days of a service interval. */
const MONTH = minutes(30.44 * 24 * 60);
export const serviceDue = (servicedAt: Instant, months: number): Instant => servicedAt + months * MONTH;

/**
 * How much hangs on it for the resident, most first: 3 a life-critical device that does not work, 2 one that watches over
 * somebody and does not, or may not when it is needed, 1 what can wait for a good day.
 */
export const consequence = ({ kind, profile }: Pick<Work, 'kind' | 'profile'>): 1 | 2 | 3 => {
  const isCritical = profile !== null && deviceProfile(profile)?.lifeCritical === true;
  switch (kind) {
    case 'silent':
    case 'fault':
      return isCritical ? 3 : 2;
    case 'incident':
      return 3;
    case 'battery':
    case 'installation':
    case 'test-missing':
      return isCritical ? 2 : 1;
    case 'decision-missing':
    case 'service-due':
    case 'collection':
      return 1;
  }
};

/** By consequence; of the same, what is overdue or has waited the longest. */
export const compareWork = (a: Work, b: Work): number =>
  consequence(b) - consequence(a) || (a.due ?? a.since) - (b.due ?? b.since);

/** What somebody wrote so long ago says little of how things are: the list lets it fade. */
export const COMMENT_STALE = minutes(3 * 24 * 60);
