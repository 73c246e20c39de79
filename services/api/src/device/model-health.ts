import { countModels, type Database, findModelTrouble, type ModelCount, type ModelGrouping } from '@varde/postgres';

type ModelHealth = {
  readonly group: string | null;
  readonly devices: number;
  readonly silent: number;
  readonly faults: number;
};

/** Milliseconds: what took no longer is counted anew at every look. */
const QUICK = 50;
/** What took longer is kept for so many times as long: a hundredth of one core at most goes into counting. */
const KEPT_TIMES = 100;
const GROUPS_AT_MOST = 500;

type Counted = { readonly counts: Promise<readonly ModelCount[]>; readonly until: number };

export type ModelHealthReport = (municipalityId: string, by: ModelGrouping) => Promise<ModelHealth[]>;

const compare = (a: ModelHealth, b: ModelHealth): number =>
  b.silent - a.silent || b.faults - a.faults || (a.group ?? '').localeCompare(b.group ?? '');

/**
 * Silent and faulty are as of now; how many there are of each kind may be some minutes old where there are very many.
 * Whoever looks when it is time for another count gets the last one, and does not wait for it.
 */
export const createModelHealth = (db: Database, now: () => number): ModelHealthReport => {
  const kept = new Map<string, Counted>();

  const count = async (municipalityId: string, by: ModelGrouping, key: string): Promise<readonly ModelCount[]> => {
    const begun = now();
    const counts = await countModels(db, municipalityId, by);
    const took = now() - begun;
    if (took > QUICK) kept.set(key, { counts: Promise.resolve(counts), until: now() + took * KEPT_TIMES });
    else kept.delete(key);
    return counts;
  };

  const countsOf = (municipalityId: string, by: ModelGrouping): Promise<readonly ModelCount[]> => {
    const key = `${municipalityId} ${by}`;
    const known = kept.get(key);
    if (known !== undefined && now() < known.until) return known.counts;
    const fresh = count(municipalityId, by, key);
    // However many look meanwhile, it is counted once.
    kept.set(key, { counts: known?.counts ?? fresh, until: Number.POSITIVE_INFINITY });
    fresh.catch(() => kept.delete(key));
    return known?.counts ?? fresh;
  };

  return async (municipalityId, by) => {
    const [counts, trouble] = await Promise.all([
      countsOf(municipalityId, by),
      findModelTrouble(db, municipalityId, by),
    ]);
    const inTrouble = new Map(trouble.map((one) => [one.group, one]));
    return counts
      .map(({ group, devices }) => {
        const { silent, faults } = inTrouble.get(group) ?? { silent: 0, faults: 0 };
        return { group, devices, silent, faults };
      })
      .toSorted(compare)
      .slice(0, GROUPS_AT_MOST);
  };
};
