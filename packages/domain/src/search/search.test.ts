import { expect, test } from 'vitest';
import { type Closeness, type FoundType, looksForFaults, mixFound, planSearch } from './search.ts';
import { codeSlips, slipsOf, streetSpellings, wordSlips } from './spellings.ts';

test('a slip is one character too many, missing, another, or two that changed places', () => {
  const slips = slipsOf('abc', 'abc');
  for (const slip of ['aabc', 'abca', 'ab', 'bc', 'abb', 'cbc', 'bac', 'acb']) expect(slips).toContain(slip);
  expect(slips).not.toContain('abc');
  expect(new Set(slips).size).toBe(slips.length);
});

test('what is too short, too long or a number is meant as it stands', () => {
  expect(wordSlips('ollga')).toContain('olga');
  for (const word of ['ol', '12', '12b', 'a'.repeat(25)]) expect(wordSlips(word)).toEqual([]);
  expect(codeSlips('sa0021')).toContain('sa0012');
  for (const code of ['sa01', 'nilsen', '1'.repeat(25)]) expect(codeSlips(code)).toEqual([]);
});

test.each([
  ['pedersgt', ['pedersgt', 'pedersgat']],
  ['storgaten', ['storgaten', 'storgat']],
  ['kirkevn', ['kirkevn', 'kirkevei', 'kirkeveg']],
  ['kirkevegen', ['kirkevegen', 'kirkevei', 'kirkeveg']],
  ['12', ['12']],
])('%s is looked for as %j', (word, expected) => {
  expect(streetSpellings(word)).toEqual(expected);
});

test('a name has no digits, an address has letters, and any of it may be a number', () => {
  expect(planSearch({ words: ['nilsen', 'o'], code: 'nilseno' })).toEqual({
    ...{ name: [['nilsen'], ['o']], address: [['nilsen'], ['o']], code: 'nilseno' },
  });
  expect(planSearch({ words: ['12', 'tunet'], code: '12tunet' }).name).toBeNull();
  expect(planSearch({ words: ['2026', '0012'], code: '20260012' })).toEqual({
    ...{ name: null, address: null, code: '20260012' },
  });
  expect(planSearch({ words: ['a', 'b'], code: 'ab' })).toEqual({ name: null, address: null, code: 'ab' });
  expect(planSearch({ words: ['🚑🚑'], code: '' })).toEqual({ name: null, address: null, code: null });
});

const found = (type: FoundType, closeness: Closeness, name = type as string) => ({ type, closeness, name });

test('faults are looked for when little was found, and never beside a number that is there', () => {
  expect(looksForFaults([])).toEqual({ words: true, codes: true });
  expect(looksForFaults([found('resident', 'beginning')])).toEqual({ words: true, codes: false });
  expect(looksForFaults([found('device', 'whole')])).toEqual({ words: false, codes: false });
  expect(looksForFaults(Array.from({ length: 5 }, () => found('home', 'whole')))).toEqual({
    ...{ words: false, codes: false },
  });
});

test('the closest come first, and no type crowds out another', () => {
  const all = [
    found('resident', 'fault', 'r3'),
    found('resident', 'beginning', 'r1'),
    found('resident', 'beginning', 'r2'),
    found('home', 'beginning', 'h1'),
    found('decision', 'whole', 'd1'),
  ];
  expect(mixFound(all, 4).map(({ name }) => name)).toEqual(['d1', 'r1', 'h1', 'r2']);
});
