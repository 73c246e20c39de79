import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import nb from './nb.json' with { type: 'json' };
import nn from './nn.json' with { type: 'json' };

type Strings = { readonly [key: string]: string | Strings };

const texts = (strings: Strings, path = ''): [string, string][] =>
  Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
const places = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test.each([
  ['nynorsk', nn],
  ['english', en],
])('%s says everything bokmål says, with the same values', (_name, strings) => {
  const shape = (of: Strings) => Object.fromEntries(texts(of).map(([key, text]) => [key, places(text)]));
  expect(shape(strings)).toEqual(shape(nb));
});

test('no text is empty', () => {
  expect([...texts(nb), ...texts(nn), ...texts(en)].filter(([, text]) => text.trim() === '')).toEqual([]);
});
