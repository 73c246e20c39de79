import type { DeviceView, Problem } from '@varde/contracts';
import type { Instant } from '@varde/domain';

const ENTRY_KINDS = [
  'assign',
  'unassign',
  'prepare',
  'install',
  'pass-test',
  'service',
  'swap',
  'return',
  'clean',
  'repair',
  'repaired',
  'retire',
  'functions',
  'take',
  'release',
  'comment',
] as const;
type EntryKind = (typeof ENTRY_KINDS)[number];

/** One thing a technician did, on its way to Varde. */
export type Entry = {
  readonly id: string;
  /** Whose it is: another who signs in on the phone does not send it. */
  readonly by: string;
  readonly at: Instant;
  readonly kind: EntryKind;
  readonly method: 'POST' | 'PUT';
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
  /** The device's id or the work's key. What is about one thing goes out in the order it was done. */
  readonly subject: string;
  /** What the subject is called on the page. */
  readonly name: string;
  /** The device's version as it was seen. */
  readonly version?: number;
  /** How often it was sent. After the first time it may have been done, though no answer came. */
  readonly sends: number;
  readonly refused?: { readonly code: string; readonly current?: unknown; readonly faults?: Problem['faults'] };
};

const isDevice = (value: unknown): value is DeviceView =>
  typeof value === 'object' && value !== null && 'serial' in value && 'state' in value && 'version' in value;

/** The device in what the api answered, if there is one. */
export const deviceIn = (value: unknown): DeviceView | undefined => (isDevice(value) ? value : undefined);

const isEntry = (value: unknown): value is Entry => {
  if (typeof value !== 'object' || value === null) return false;
  const { id, by, at, kind, path, subject, sends } = value as Record<string, unknown>;
  const texts = [id, by, path, subject].every((one) => typeof one === 'string');
  return texts && typeof at === 'number' && typeof sends === 'number' && ENTRY_KINDS.some((known) => known === kind);
};

/** What a phone kept; what cannot be read of it is left out. */
export const readEntries = (value: unknown): readonly Entry[] => (Array.isArray(value) ? value.filter(isEntry) : []);
