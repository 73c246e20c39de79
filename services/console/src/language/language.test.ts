import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import incidentEn from './incident.en.json' with { type: 'json' };
import incidentNb from './incident.nb.json' with { type: 'json' };
import incidentNn from './incident.nn.json' with { type: 'json' };
import nb from './nb.json' with { type: 'json' };
import nn from './nn.json' with { type: 'json' };
import residentEn from './resident.en.json' with { type: 'json' };
import residentNb from './resident.nb.json' with { type: 'json' };
import residentNn from './resident.nn.json' with { type: 'json' };

type Strings = { readonly [key: string]: string | Strings };

const texts = (strings: Strings, path = ''): [string, string][] =>
  Object.entries(strings).flatMap(([key, value]) =>
    typeof value === 'string' ? [[`${path}${key}`, value] as [string, string]] : texts(value, `${path}${key}.`),
  );
const places = (text: string): string[] => (text.match(/\{\{\w+\}\}/g) ?? []).sort();

test.each([
  ['nynorsk', nn, nb],
  ['english', en, nb],
  ['nynorsk of incidents', incidentNn, incidentNb],
  ['english of incidents', incidentEn, incidentNb],
  ['nynorsk of residents', residentNn, residentNb],
  ['english of residents', residentEn, residentNb],
])('%s says everything bokmål says, with the same values', (_name, strings, bokmaal) => {
  const shape = (of: Strings) => Object.fromEntries(texts(of).map(([key, text]) => [key, places(text)]));
  expect(shape(strings)).toEqual(shape(bokmaal));
});

test('no text is empty', () => {
  const all = [nb, nn, en, incidentNb, incidentNn, incidentEn, residentNb, residentNn, residentEn].flatMap((strings) => texts(strings));
  expect(all.filter(([, text]) => text.trim() === '')).toEqual([]);
});
