import { expect, test } from 'vitest';
import { readCsv } from './read-csv.ts';

const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
const cells = (bytes: Uint8Array) =>
  readCsv(bytes).rows.map(({ number, cells: row }) => [number, Object.fromEntries(row)]);

test.each([
  ['UTF-8 with commas', Buffer.from('Profil,Plassering\nfall-sensor,Bad på loftet\n')],
  ['UTF-8 with a mark', Buffer.from('\uFEFFProfil;Plassering\r\nfall-sensor;Bad på loftet\r\n')],
  ['Windows-1252 with semicolons', latin('Profil;Plassering\r\nfall-sensor;Bad på loftet\r\n')],
  [
    'Windows-1252 with semicolons and a mark, as Norwegian Excel writes it',
    Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), latin('Profil;Plassering\r\nfall-sensor;Bad på loftet')]),
  ],
  ['tabs, quotes and an empty line', Buffer.from('Profil\tPlassering\n\n"fall-sensor"\t"Bad på loftet"\n')],
])('%s', (_name, bytes) => {
  expect(cells(bytes).map(([, row]) => row)).toEqual([{ profil: 'fall-sensor', plassering: 'Bad på loftet' }]);
});

test('a row has the number a spreadsheet gives it, also behind a cell of several lines', () => {
  const text = 'serienummer;plassering\nA-1;"Bad\ni kjelleren"\nA-2;Stue\n';
  expect(cells(Buffer.from(text)).at(-1)).toEqual([4, { serienummer: 'A-2', plassering: 'Stue' }]);
});

test.each([
  ['nothing', Buffer.from('')],
  ['a workbook', Buffer.from([0x50, 0x4b, 3, 4, 0, 0])],
  ['a quote that is not closed', Buffer.from('profil;serienummer\n"fall-sensor;1\n')],
  ['too many rows', Buffer.from(`serienummer\n${'1\n'.repeat(50_001)}`)],
])('%s is said to be none, in words', (_name, bytes) => {
  expect(() => readCsv(bytes)).toThrow('The file is not a CSV file.');
});
