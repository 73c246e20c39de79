import { expect, test } from 'vitest';
import { serialOf } from './serial-of.ts';

test.each([
  ['BRK-0412', 'BRK-0412'],
  ['  356938035643809\n', '356938035643809'],
  ['https://maker.example/d/BRK-0412', 'BRK-0412'],
  ['https://maker.example/d/BRK%2F0412/?v=2#x', 'BRK/0412'],
  ['https://maker.example/d/BRK%-1', 'BRK%-1'],
  ['', undefined],
  ['x'.repeat(65), undefined],
])('%j is the serial number %j', (content, serial) => {
  expect(serialOf(content)).toBe(serial);
});
