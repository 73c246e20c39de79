import { codeSlips, looksForFaults, mixFound, planSearch, type Spellings, wordSlips } from '@varde/domain';
import {
  boundSearch,
  type Database,
  type Executor,
  type FoundRow,
  findLikeWords,
  pipelineOf,
  readTyped,
  searchAddresses,
  searchAddressFaults,
  searchCodeSlips,
  searchCodes,
  searchNameFaults,
  searchNames,
} from '@varde/postgres';

type Search = { readonly db: Executor; readonly municipalityId: string; readonly limit: number };

const CODES = ['device', 'decision'] as const;
const WORDS = [
  { kind: 'name', find: searchNameFaults },
  { kind: 'address', find: searchAddressFaults },
] as const;

const asTyped = async ({ db, municipalityId, limit }: Search, plan: ReturnType<typeof planSearch>) => {
  const { name, address, code } = plan;
  const found = await Promise.all([
    name === null ? [] : searchNames(db, municipalityId, name, limit),
    address === null ? [] : searchAddresses(db, municipalityId, address, limit),
    ...CODES.map((type) => (code === null ? [] : searchCodes(db, municipalityId, type, code, limit))),
  ]);
  return found.flat();
};

/** With every word as it may have been meant; nothing where no word may have been meant otherwise. */
const withWordFaults = async (
  { db, municipalityId, limit }: Search,
  { kind, find }: (typeof WORDS)[number],
  spellings: Spellings,
): Promise<FoundRow[]> => {
  const asked = spellings.map(([word = '']) => ({ asked: word, slips: wordSlips(word) }));
  const like = Map.groupBy(
    await findLikeWords(
      db,
      municipalityId,
      kind,
      asked.filter(({ slips }) => slips.length > 0),
    ),
    (one) => one.asked,
  );
  if (like.size === 0) return [];
  const meant = spellings.map((of) => [...of, ...(like.get(of[0] ?? '') ?? []).map(({ word }) => word)]);
  const typed = asked.map(({ asked: word }) => word).join(' ');
  return find(db, municipalityId, meant, typed, limit);
};

const withFaults = async (search: Search, plan: ReturnType<typeof planSearch>, found: readonly FoundRow[]) => {
  const looks = looksForFaults(found);
  const slips = looks.codes && plan.code !== null ? codeSlips(plan.code) : [];
  const more = await Promise.all([
    ...WORDS.map((where) => {
      const spellings = plan[where.kind];
      return looks.words && spellings !== null ? withWordFaults(search, where, spellings) : [];
    }),
    ...CODES.map((type) =>
      slips.length === 0 ? [] : searchCodeSlips(search.db, search.municipalityId, type, slips, search.limit),
    ),
  ]);
  const known = new Set(found.map(({ id }) => id));
  return more.flat().filter(({ id }) => !known.has(id));
};

/** Devices, residents, homes and decisions of the municipality by what somebody typed, the likeliest first. */
export const searchRegister = (
  db: Database,
  municipalityId: string,
  { q, limit }: { readonly q: string; readonly limit: number },
): Promise<FoundRow[]> =>
  db.transaction().execute(async (tx) => {
    const together = await pipelineOf(tx);
    const [, typed] = await Promise.all([boundSearch(together), readTyped(together, q)]);
    const plan = planSearch(typed);
    const search = { db: together, municipalityId, limit };
    const found = await asTyped(search, plan);
    return mixFound([...found, ...(await withFaults(search, plan, found))], limit);
  });
