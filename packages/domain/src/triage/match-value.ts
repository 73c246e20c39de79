import { eventKind, restoredBy } from '../catalogue/catalogue.ts';

/** A self-test that passes says that a fault is over only where it names the fault's own code. */
const SELF_TEST = { restorer: 'self-test-passed', kind: 'device-fault', field: 'data.code' } as const;

/** Part of the merge key, so of an index: nobody's name for a dose or a fault is longer. */
const LONGEST = 200;

/** What the service itself raises under a device's kinds; no device can name it, so neither joins nor ends it. */
const OURS = 'varde:';
export const REUSED_ID = `${OURS}id-reused`;

type Data = Readonly<Record<string, unknown>> | null;

/** The kinds whose events mark an open alarm of this kind as restored. */
export const restorersOf = (kind: string): readonly string[] => {
  const restorers = restoredBy(kind);
  return kind === SELF_TEST.kind ? [...new Set([...restorers, SELF_TEST.restorer])] : restorers;
};

/** The field of `data` that must be equal in a restore and in what it restores; null: none need be. */
const matchField = (restorer: string, kind: string): string | null =>
  restorer === SELF_TEST.restorer && kind === SELF_TEST.kind
    ? SELF_TEST.field
    : (eventKind(restorer)?.restoreMatch ?? null);

const readField = (field: string, data: Data): string | null => {
  let value: unknown = { data };
  for (const name of field.split('.')) {
    if (typeof value !== 'object' || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Readonly<Record<string, unknown>>)[name];
  }
  if (typeof value !== 'string' && typeof value !== 'number') return null;
  // Cut well-formed: half a character would come back from the database as another one.
  const text = String(value).slice(0, LONGEST).toWellFormed();
  return text === '' || text.startsWith(OURS) ? null : text;
};

/** What keeps two alarms of one kind apart, e.g. the dose; null for most kinds. */
export const alarmMatchValue = (kind: string, data: Data): string | null => {
  const field = restorersOf(kind)
    .map((restorer) => matchField(restorer, kind))
    .find((candidate) => candidate !== null);
  return field === undefined ? null : readField(field, data);
};

/** What a restore says it restores, e.g. the dose; null where it names nothing. */
export const restoreMatchValue = (restorer: string, data: Data): string | null => {
  const field = restorer === SELF_TEST.restorer ? SELF_TEST.field : (eventKind(restorer)?.restoreMatch ?? null);
  return field === null ? null : readField(field, data);
};

/**
 * Whether a restore speaks of this alarm. Where a field must be equal, a restore that does not carry it speaks of
 * none: two doses may be open, and which one it means is not ours to guess.
 */
export const speaksOf = (
  restore: { readonly kind: string; readonly matchValue: string | null },
  alarm: { readonly kind: string; readonly matchValue: string | null },
): boolean => {
  if (!restorersOf(alarm.kind).includes(restore.kind)) return false;
  if (matchField(restore.kind, alarm.kind) === null) return true;
  return restore.matchValue !== null && restore.matchValue === alarm.matchValue;
};
