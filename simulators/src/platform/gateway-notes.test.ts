import { spawnSync } from 'node:child_process';
import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { clearLeftGateways, openGatewayNotes } from './gateway-notes.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(path.join(tmpdir(), 'varde-notes-'));
});

afterEach(() => rm(dir, { recursive: true, force: true }));

const cleared = async (): Promise<string[]> => {
  const removed: string[] = [];
  await clearLeftGateways(dir, async (usernames) => void removed.push(...usernames));
  return removed;
};

test('what a killed run has opened is taken away by the next, once', async () => {
  await (await openGatewayNotes(dir)).discard();
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(path.join(dir, 'simulator-gateways', `${pid}-killed`), 'gateway-1\ngateway-2\n');
  expect(await cleared()).toEqual(['gateway-1', 'gateway-2']);
  expect(await cleared()).toEqual([]);
});

test('what a run that goes on has opened stays; with its end goes the note', async () => {
  const notes = await openGatewayNotes(dir);
  notes.add('gateway-1');
  expect(await cleared()).toEqual([]);
  await notes.discard();
  expect(await readdir(path.join(dir, 'simulator-gateways'))).toEqual([]);
});

test('what could not be taken away is not forgotten', async () => {
  await (await openGatewayNotes(dir)).discard();
  const { pid } = spawnSync(process.execPath, ['--version']);
  await writeFile(path.join(dir, 'simulator-gateways', `${pid}-killed`), 'gateway-1\n');
  await expect(clearLeftGateways(dir, () => Promise.reject(new Error('away')))).rejects.toThrow('away');
  expect(await cleared()).toEqual(['gateway-1']);
});

test('nobody has been here yet', async () => {
  expect(await cleared()).toEqual([]);
});
