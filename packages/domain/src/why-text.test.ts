import { expect, test } from 'vitest';
import { LANGUAGES } from './language.ts';
import { WHY_CODES, type Why } from './why.ts';
import { colourLabel, describeWhy } from './why-text.ts';

const values = {
  kind: 'fall-detected',
  colour: 'red',
  hours: '23:00–06:00',
  from: 'orange',
  to: 'yellow',
  reason: 'sov',
  count: 500,
};

test('every reason is a sentence in every language', () => {
  for (const code of WHY_CODES) {
    for (const language of LANGUAGES) {
      const sentence = describeWhy({ code, values }, language);
      expect(sentence, `${code} in ${language}`).toMatch(/^\p{Lu}.*\.$/u);
      expect(sentence).not.toMatch(/undefined|fall-detected/);
    }
  }
});

test.each([
  [{ code: 'kind', values }, 'nb', 'Fall er i utgangspunktet rødt.'],
  [
    { code: 'plan', values: { kind: 'door-opened', colour: 'orange', hours: '23:00–06:00' } },
    'nb',
    'Tiltakskortet sier oransje for: Dør åpnet (23:00–06:00).',
  ],
  [
    { code: 'plan', values: { kind: 'door-opened', colour: 'orange' } },
    'nb',
    'Tiltakskortet sier oransje for: Dør åpnet.',
  ],
  [{ code: 'colour-by-operator', values }, 'en', 'Changed from orange to yellow by hand: sov.'],
] as const)('%j in %s', (why, language, sentence) => {
  expect(describeWhy(why, language)).toBe(sentence);
});

test('what an older or newer version stored is shown, never thrown at', () => {
  expect(describeWhy({ code: 'from-tomorrow' } as unknown as Why, 'nb')).toBe('from-tomorrow');
  expect(describeWhy({ code: 'kind', values: { kind: 'gone', colour: 'pink' } }, 'nb')).toBe(
    'gone er i utgangspunktet pink.',
  );
});

test('colours have names', () => {
  expect(LANGUAGES.map((language) => colourLabel('red', language))).toEqual(['Rødt', 'Raudt', 'Red']);
});
