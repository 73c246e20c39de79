import { expect, test } from 'vitest';
import en from './en.json' with { type: 'json' };
import incidentEn from './incident.en.json' with { type: 'json' };
import incidentNb from './incident.nb.json' with { type: 'json' };
import incidentNn from './incident.nn.json' with { type: 'json' };
import nb from './nb.json' with { type: 'json' };
import nn from './nn.json' with { type: 'json' };
import pageEn from './page.en.json' with { type: 'json' };
import pageNb from './page.nb.json' with { type: 'json' };
import pageNn from './page.nn.json' with { type: 'json' };
import residentEn from './resident.en.json' with { type: 'json' };
import residentNb from './resident.nb.json' with { type: 'json' };
import residentNn from './resident.nn.json' with { type: 'json' };
import technicianEn from './technician.en.json' with { type: 'json' };
import technicianNb from './technician.nb.json' with { type: 'json' };
import technicianNn from './technician.nn.json' with { type: 'json' };
import testEn from './technician-test.en.json' with { type: 'json' };
import testNb from './technician-test.nb.json' with { type: 'json' };
import testNn from './technician-test.nn.json' with { type: 'json' };

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
  ['nynorsk of every page', pageNn, pageNb],
  ['english of every page', pageEn, pageNb],
  ['nynorsk of technicians', technicianNn, technicianNb],
  ['english of technicians', technicianEn, technicianNb],
  ['nynorsk of the test alarm', testNn, testNb],
  ['english of the test alarm', testEn, testNb],
])('%s says everything bokmål says, with the same values', (_name, strings, bokmaal) => {
  const shape = (of: Strings) => Object.fromEntries(texts(of).map(([key, text]) => [key, places(text)]));
  expect(shape(strings)).toEqual(shape(bokmaal));
});

test('no text is empty', () => {
  const desk = [
    nb,
    nn,
    en,
    incidentNb,
    incidentNn,
    incidentEn,
    pageNb,
    pageNn,
    pageEn,
    residentNb,
    residentNn,
    residentEn,
  ];
  const technicians = [technicianNb, technicianNn, technicianEn, testNb, testNn, testEn];
  const all = [...desk, ...technicians].flatMap((strings) => texts(strings));
  expect(all.filter(([, text]) => text.trim() === '')).toEqual([]);
});
