import type { Language, Text } from '../language.ts';
import { ABSENCE_KINDS } from './absence.kinds.ts';
import { CAMERA_KINDS } from './camera.kinds.ts';
import { DEVICE_TEST_KINDS } from './device-test.kinds.ts';
import type { Category, EventKindEntry } from './event-kind.ts';
import { FIRE_AND_HOME_KINDS } from './fire-and-home.kinds.ts';
import { INCIDENT_KINDS } from './incident.kinds.ts';
import { LOCATION_KINDS } from './location.kinds.ts';
import { LOCK_KINDS } from './lock.kinds.ts';
import { MEDICATION_KINDS } from './medication.kinds.ts';
import { NURSE_CALL_KINDS } from './nurse-call.kinds.ts';
import { REMOTE_FOLLOW_UP_KINDS } from './remote-follow-up.kinds.ts';
import { SERVICE_KINDS } from './service.kinds.ts';
import { SOCIAL_ALARM_KINDS } from './social-alarm.kinds.ts';
import { SUPERVISION_KINDS } from './supervision.kinds.ts';
import { TECHNICAL_KINDS } from './technical.kinds.ts';

/** Every kind of event Varde knows, by its name. */
export const EVENT_KINDS: Readonly<Record<string, EventKindEntry>> = {
  ...SOCIAL_ALARM_KINDS,
  ...FIRE_AND_HOME_KINDS,
  ...SUPERVISION_KINDS,
  ...CAMERA_KINDS,
  ...MEDICATION_KINDS,
  ...LOCATION_KINDS,
  ...LOCK_KINDS,
  ...NURSE_CALL_KINDS,
  ...REMOTE_FOLLOW_UP_KINDS,
  ...TECHNICAL_KINDS,
  ...INCIDENT_KINDS,
  ...ABSENCE_KINDS,
  ...DEVICE_TEST_KINDS,
  ...SERVICE_KINDS,
};

const CATEGORY_LABELS: Readonly<Record<Category, Text>> = {
  'social-alarm': { nb: 'Trygghetsalarm', nn: 'Tryggleiksalarm', en: 'Social alarm' },
  'fire-and-home': { nb: 'Brann og bolig', nn: 'Brann og bustad', en: 'Fire and home' },
  supervision: { nb: 'Digitalt tilsyn', nn: 'Digitalt tilsyn', en: 'Digital supervision' },
  camera: { nb: 'Kameratilsyn', nn: 'Kameratilsyn', en: 'Camera supervision' },
  medication: { nb: 'Medisin', nn: 'Medisin', en: 'Medicine' },
  location: { nb: 'Lokalisering', nn: 'Lokalisering', en: 'Location' },
  lock: { nb: 'Lås og nøkkelboks', nn: 'Lås og nøkkelboks', en: 'Lock and key box' },
  'nurse-call': { nb: 'Pasientvarsling', nn: 'Pasientvarsling', en: 'Nurse call' },
  'remote-follow-up': { nb: 'Avstandsoppfølging', nn: 'Avstandsoppfølging', en: 'Remote follow-up' },
  technical: { nb: 'Teknisk', nn: 'Teknisk', en: 'Technical' },
};

/** undefined: no such kind. The name comes off the wire, so `constructor` and its like are no kinds either. */
export const eventKind = (kind: string): EventKindEntry | undefined =>
  Object.hasOwn(EVENT_KINDS, kind) ? EVENT_KINDS[kind] : undefined;

const restorers = new Map<string, string[]>();
for (const [restorer, { restores = [] }] of Object.entries(EVENT_KINDS)) {
  for (const kind of restores) restorers.set(kind, [...(restorers.get(kind) ?? []), restorer]);
}

/** The kinds that mark an open alarm of this kind as restored. */
export const restoredBy = (kind: string): readonly string[] => restorers.get(kind) ?? [];

/** Never refused for its form, and never lost to a full queue: red, orange, or a person asking. */
export const isCallForHelp = (kind: string): boolean => {
  const entry = eventKind(kind);
  if (entry === undefined) return false;
  return entry.triage === 'red' || entry.triage === 'orange' || entry.personInitiated === true;
};

export const categoryLabel = (category: Category, language: Language): string => CATEGORY_LABELS[category][language];
