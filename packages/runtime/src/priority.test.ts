import { execFileSync, spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import os from 'node:os';
import process from 'node:process';
import { expect, test } from 'vitest';
import { lowerPriority } from './priority.ts';

const idle = () => spawn(process.execPath, ['-e', 'setInterval(() => {}, 1000)'], { detached: true, stdio: 'ignore' });

test('a detached process has the priority, and so has its scheduling group where there is one', () => {
  const child = idle();
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

test('what works for a process of low priority has the same, and what works for any other is left alone', () => {
  const [first, second] = [idle(), idle()];
  const share = (pid = 0, nice: number): void => {
    const script = `import os from 'node:os'; os.setPriority(${nice});
      const { sharePriority } = await import('${new URL('./priority.ts', import.meta.url).href}'); sharePriority(${pid});`;
    execFileSync(process.execPath, ['--input-type=module', '-e', script]);
  };
  try {
    share(first.pid, 12);
    share(second.pid, 0);
    expect([os.getPriority(first.pid), os.getPriority(second.pid)]).toEqual([12, os.getPriority()]);
  } finally {
    for (const child of [first, second]) child.kill('SIGKILL');
  }
});
