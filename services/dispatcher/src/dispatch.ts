import type { Instant } from '@varde/domain';
import { type Database, loadMunicipalities, type Municipality } from '@varde/postgres';
import { endClocks } from './end-clocks.ts';
import { makeOffers } from './make-offers.ts';
import type { DispatcherMetrics } from './metrics.ts';
import { missHolders } from './miss-holders.ts';

export type DispatchOptions = {
  readonly db: Database;
  readonly now: () => Instant;
  /** Called after the commits, where something changed. */
  readonly announce: () => Promise<void>;
  readonly metrics: DispatcherMetrics;
};

/** Ends clocks and makes offers: in one municipality, or with null in all of them. The jobs and the sweep run it. */
export type Dispatch = (municipalityId: string | null) => Promise<void>;

export const createDispatch = ({ db, now, announce, metrics }: DispatchOptions): Dispatch => {
  const dispatchIn = async (municipality: Municipality, isSweep: boolean): Promise<void> => {
    // Who is gone is a matter of seconds: it stands in the way of no red that has just come.
    const missed = isSweep ? await missHolders(db, municipality, now()) : 0;
    const ended = missed + (await endClocks(db, municipality, now()));
    const offered = await makeOffers(db, municipality, now());
    metrics.dispatched(ended, offered);
    if (ended + offered > 0) await announce();
  };
  const run: Dispatch = async (municipalityId) => {
    const all = await loadMunicipalities(db);
    const faults: unknown[] = [];
    for (const municipality of all.filter(({ id }) => municipalityId === null || id === municipalityId)) {
      // What is wrong in one municipality is not the next one's.
      await dispatchIn(municipality, municipalityId === null).catch((error: unknown) => faults.push(error));
    }
    if (faults.length > 0) throw new AggregateError(faults, 'not every municipality was dispatched');
  };
  // One at a time: a job and the sweep would only lose races to each other.
  let last: Promise<void> = Promise.resolve();
  return (municipalityId) => {
    const mine = last.then(() => run(municipalityId));
    last = mine.catch(() => undefined);
    return mine;
  };
};
