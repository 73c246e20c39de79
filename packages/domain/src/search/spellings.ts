const LETTERS = 'abcdefghijklmnopqrstuvwxyz';
const DIGITS = '0123456789';

/**
 * Every spelling one slip away from a folded word: a character too many, one missing, another one, or two that changed
 * places. A few hundred, whatever the size of what is searched.
 */
export const slipsOf = (word: string, signs: string): string[] => {
  const slips = new Set<string>();
  for (let at = 0; at <= word.length; at += 1) {
    const [before, after] = [word.slice(0, at), word.slice(at)];
    for (const sign of signs) slips.add(before + sign + after);
    if (after === '') continue;
    const rest = after.slice(1);
    slips.add(before + rest);
    for (const sign of signs) slips.add(before + sign + rest);
    if (rest !== '') slips.add(before + rest.charAt(0) + after.charAt(0) + rest.slice(1));
  }
  slips.delete(word);
  return [...slips];
};

/** Shorter than this, everything is one slip away from everything. */
const SHORTEST = { word: 3, code: 5 } as const;
/** Longer than this is no name, and no serial number that anybody types. */
const LONGEST = { word: 24, code: 24 } as const;

const hasDigit = (text: string): boolean => /[0-9]/.test(text);

/** What may have been meant by a word of a name or a street. A number is meant as it stands. */
export const wordSlips = (word: string): string[] =>
  word.length < SHORTEST.word || word.length > LONGEST.word || hasDigit(word) ? [] : slipsOf(word, LETTERS);

/** What may have been meant by a serial or decision number; nothing where it cannot be one. */
export const codeSlips = (code: string): string[] =>
  code.length < SHORTEST.code || code.length > LONGEST.code || !hasDigit(code) ? [] : slipsOf(code, DIGITS + LETTERS);

/** Endings of street names that are written in more than one way, and the beginnings that all of those have. */
const STREETS: readonly (readonly [ending: RegExp, instead: readonly string[]])[] = [
  [/(?:gt|gat[ae]n?)$/, ['gat']],
  [/(?:vn|ve[ig](?:en)?)$/, ['vei', 'veg']],
];

/** A word of an address as it may stand in the register: pedersgt is Pedersgata, kirkevn Kirkeveien or Kirkevegen. */
export const streetSpellings = (word: string): string[] => {
  const known = STREETS.flatMap(([ending, instead]) =>
    ending.test(word) ? instead.map((one) => word.replace(ending, one)) : [],
  );
  return [...new Set([word, ...known])];
};
