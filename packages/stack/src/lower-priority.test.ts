import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { expect, test } from 'vitest';
import { lowerPriority } from './lower-priority.ts';

test('a detached process has the priority, and so has its scheduling group where there is one', () => {
  const child = spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });
  const pid = child.pid ?? 0;
  try {
    lowerPriority(pid, 15);
    expect(os.getPriority(pid)).toBe(15);
    const group = `/proc/${pid}/autogroup`;
    if (existsSync(group)) expect(readFileSync(group, 'utf8')).toMatch(/nice 15$/m);
  } finally {
    child.kill('SIGKILL');
  }
});

test('a process that has gone is no fault', () => {
  expect(() => lowerPriority(2 ** 22 + 1, 15)).not.toThrow();
});
