import { expect, test } from 'vitest';
import { readSettings } from './settings.ts';

test.each([null, '', 'not json', '[]', '"x"', '{"language":"de","theme":7}'])('%j reads as the defaults', (kept) => {
  expect(readSettings(kept)).toEqual({ language: 'nb', theme: 'auto', sound: true, letterKeys: true });
});

test('what was chosen is what is read', () => {
  const chosen = { language: 'nn', theme: 'contrast', sound: false, letterKeys: false } as const;
  expect(readSettings(JSON.stringify(chosen))).toEqual(chosen);
});
