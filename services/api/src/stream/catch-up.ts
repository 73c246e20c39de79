import { type Database, readChanges } from '@varde/postgres';
import { createBatch, type Viewer } from './frame.ts';
import { frameChanges } from './frame-changes.ts';
import { createSharedReads } from './shared-reads.ts';

/** Changes to catch up with at most; beyond it, loading afresh is quicker for everybody. */
const LIMIT = 5_000;

/** What somebody missed since this cursor, as they get it; null: too much, or the cursor is of another time. */
export type CatchUp = (who: Viewer, from: string) => Promise<Buffer | null>;

export const createCatchUp = (db: Database): CatchUp => {
  const read = createSharedReads(async (key) => {
    const [municipalityId = '', from = ''] = key.split('/');
    const page = await readChanges(db, { from, skip: [], limit: LIMIT, municipalityId });
    if (page.ahead || !page.complete) return null;
    return createBatch(await frameChanges(db, page.changes), from, page.next);
  });
  return async (who, from) => {
    const batchFor = await read(`${who.municipalityId}/${from}`);
    return batchFor === null ? null : batchFor(who);
  };
};
