import type { Instant } from '@varde/domain';
import type { Database } from '@varde/postgres';

/** What every watch is made of: it looks at the record every few seconds, decides, and writes in small transactions. */
export type Watching = {
  readonly db: Database;
  readonly now: () => Instant;
  readonly newId: () => string;
  /** Called after the commit, where alarms changed. */
  readonly announce: (municipalities: Iterable<string>) => void;
};

/** One look. Rejects when the record cannot be read or written; the next look comes all the same. */
export type Look = () => Promise<void>;
