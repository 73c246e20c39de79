import {
  appendFileSync,
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeRoomInLogs } from './keep-logs-short.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'varde-test-logs-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => path.join(folder, name);
const read = (name: string): string => readFileSync(file(name), 'utf8');

test('a log that has grown large makes room while its process goes on writing', () => {
  const log = openSync(file('api.log'), 'a');
  writeSync(log, 'much was said\n');
  makeRoomInLogs(folder, 5);
  writeSync(log, 'now\n');
  closeSync(log);
  expect(read('api.log')).toBe('now\n');
  expect(read('api.log.1')).toBe('much was said\n');
});

test('no more than two are kept of each, and a small one or another file stays as it is', () => {
  writeFileSync(file('small.log'), 'a');
  writeFileSync(file('mosquitto.db'), 'the broker’s state');
  for (const said of ['the first time\n', 'the second time\n']) {
    appendFileSync(file('api.log'), said);
    makeRoomInLogs(folder, 5);
  }
  expect([read('small.log'), read('mosquitto.db')]).toEqual(['a', 'the broker’s state']);
  expect([read('api.log'), read('api.log.1')]).toEqual(['', 'the second time\n']);
});
