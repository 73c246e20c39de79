import { streetSpellings } from './spellings.ts';

export const FOUND_TYPES = ['device', 'resident', 'home', 'decision'] as const;
export type FoundType = (typeof FOUND_TYPES)[number];

/** How near what was found is to what was typed: all of it, its beginning, or it with a typing fault; best first. */
export const CLOSENESS = ['whole', 'beginning', 'fault'] as const;
export type Closeness = (typeof CLOSENESS)[number];

/** What somebody typed, folded: its words, and all of it as one serial or decision number. */
export type Typed = { readonly words: readonly string[]; readonly code: string };

/** Each word as it may be written; every word must be there, in one of its spellings. */
export type Spellings = readonly (readonly string[])[];

/** What to look for where; null: nothing of the kind can be meant. */
export type SearchPlan = {
  readonly name: Spellings | null;
  readonly address: Spellings | null;
  readonly code: string | null;
};

/** More words than this say no more. */
const WORDS_AT_MOST = 6;
const SHORTEST = 2;

const hasLetter = (word: string): boolean => /\p{L}/u.test(word);
const hasDigit = (word: string): boolean => /\p{N}/u.test(word);

/** Two letters together, at the least, are looked for; names have no digits, addresses not only digits. */
export const planSearch = ({ words, code }: Typed): SearchPlan => {
  const asked = words.slice(0, WORDS_AT_MOST);
  const saysSomething = asked.some((word) => word.length >= SHORTEST && hasLetter(word));
  return {
    name: saysSomething && !asked.some(hasDigit) ? asked.map((word) => [word]) : null,
    address: saysSomething ? asked.map(streetSpellings) : null,
    code: code.length >= SHORTEST ? code : null,
  };
};

/** Fewer than these, and something else may have been meant. */
const FEW = 5;

export type Found = { readonly type: FoundType; readonly closeness: Closeness };

const isCode = ({ type }: Found): boolean => type === 'device' || type === 'decision';

/**
 * Whether typing faults are looked for, given what was found as it was typed. Serial numbers lie close: beside one that
 * is there, its neighbours are no better guess.
 */
export const looksForFaults = (found: readonly Found[]): { readonly words: boolean; readonly codes: boolean } => ({
  words: found.length < FEW && !found.some(isCode),
  codes: found.length === 0,
});

/** In this order, of the same closeness. */
const ORDER: readonly FoundType[] = ['device', 'decision', 'resident', 'home'];

/** The closest first; of the same closeness one of each type in turn, each type in its own order. */
export const mixFound = <T extends Found>(found: readonly T[], limit: number): T[] =>
  CLOSENESS.flatMap((closeness) => {
    const lists = ORDER.map((type) => found.filter((one) => one.closeness === closeness && one.type === type));
    const longest = Math.max(...lists.map(({ length }) => length));
    return Array.from({ length: longest }, (_, at) => lists.flatMap((list) => list[at] ?? [])).flat();
  }).slice(0, limit);
