import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { claimPort, freePort, freePorts, loadStablePorts } from './ports.ts';
import { isAlive, markProcess } from './process-birth.ts';
import { createProcessList, stopLeftBehind } from './process-list.ts';
import { loadSecrets } from './secrets.ts';
import { openStateFolder } from './state-folder.ts';
import { moveAway, takeLock } from './state-lock.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(path.join(tmpdir(), 'varde-state-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

const listenSomewhere = async () => {
  const server = createServer().listen(await freePort(), '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  return { server, port: typeof address === 'object' && address !== null ? address.port : 0 };
};

test('a folder that cannot be one is refused in one sentence', () => {
  const file = path.join(folder, 'file');
  writeFileSync(file, '');
  expect(() => openStateFolder(file)).toThrow(/file is a file; the state of a stack needs a folder\.$/);
  expect(() => openStateFolder(path.join(file, 'below'))).toThrow(/cannot be used: a part of its path is a file\.$/);
  expect(() => openStateFolder('/proc/varde')).toThrow(/^The state folder \/proc\/varde cannot be used: .+\.$/);
});

test('only one holds the lock; what a dead process held is free', async () => {
  const file = path.join(folder, 'lock');
  const lock = await takeLock(file, 0);
  expect(await takeLock(file, 0)).toBeNull();
  lock?.release();
  writeFileSync(file, JSON.stringify({ pid: process.pid, birth: 'another life of this number' }));
  const after = await takeLock(file, 0);
  expect(after).not.toBeNull();
  after?.release();
  writeFileSync(file, 'half a fi');
  expect(await takeLock(file, 0)).not.toBeNull();
});

test('one that found the lock dead gives it back when another has taken it since', async () => {
  const file = path.join(folder, 'lock');
  await takeLock(file, 0);
  moveAway(file, path.join(folder, 'aside'));
  expect(await takeLock(file, 0)).toBeNull();
});

test('whoever is told to stop waits for no lock', async () => {
  const file = path.join(folder, 'lock');
  await takeLock(file, 0);
  const stop = new AbortController();
  setTimeout(() => stop.abort(), 50);
  await expect(takeLock(file, 20_000, stop.signal)).rejects.toThrow('aborted');
});

test('the lock is waited for as long as allowed', async () => {
  const file = path.join(folder, 'lock');
  const lock = await takeLock(file, 0);
  setTimeout(() => lock?.release(), 150);
  expect(await takeLock(file, 2_000)).not.toBeNull();
});

test('secrets are made once and kept', async () => {
  const file = path.join(folder, 'secrets.json');
  const first = await loadSecrets(file);
  expect(await loadSecrets(file)).toEqual(first);
  writeFileSync(file, '{"database": 1}');
  await expect(loadSecrets(file)).rejects.toThrow('is damaged');
});

test('the broker keeps its port, and says so when somebody else has taken it', async () => {
  const file = path.join(folder, 'ports.json');
  const first = await loadStablePorts(file, undefined);
  expect(await loadStablePorts(file, undefined)).toEqual(first);
  const { server, port } = await listenSomewhere();
  await expect(loadStablePorts(file, port)).rejects.toThrow(`Port ${port} is in use`);
  server.close();
});

test('an identity provider whose port is taken moves', async () => {
  const file = path.join(folder, 'ports.json');
  const { server, port } = await listenSomewhere();
  writeFileSync(file, JSON.stringify({ mqtt: await freePort(), identity: port }));
  expect((await loadStablePorts(file, undefined)).identity).not.toBe(port);
  server.close();
});

test('free ports are as many as asked for, no two the same', async () => {
  expect(new Set(await freePorts(20)).size).toBe(20);
  expect(await freePorts(3, [1, 2])).toHaveLength(3);
  expect(await claimPort(0, '')).toBeGreaterThan(0);
});

test('what a killed supervisor left running is stopped, and nobody else is', async () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)']);
  await once(child, 'spawn');
  const file = path.join(folder, 'processes.json');
  createProcessList(file).add(child.pid ?? 0);
  const mark = markProcess(child.pid ?? 0);
  expect(isAlive(mark)).toBe(true);
  expect(await stopLeftBehind(file)).toBe(1);
  expect(isAlive(mark)).toBe(false);
  expect(existsSync(file)).toBe(false);
  // The number lives on in somebody else.
  mkdirSync(folder, { recursive: true });
  writeFileSync(file, JSON.stringify([{ pid: process.pid, birth: 'long ago' }]));
  expect(await stopLeftBehind(file)).toBe(0);
});
