import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Instance } from '../unit.ts';
import { resilientUnit } from './resilient-unit.ts';

test('a server that cannot read its data starts without them, and keeps what it can read', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'varde-resilient-'));
  const data = path.join(folder, 'data');
  let prepared = 0;
  const launch = async (): Promise<Instance> => ({
    pid: 1,
    isChild: true,
    ready: existsSync(data) ? Promise.reject(new Error('damaged')) : Promise.resolve(),
    exited: Promise.resolve('ended with 1'),
    stop: async () => {},
  });
  const prepare = (): void => {
    prepared += 1;
  };
  const unit = resilientUnit({ name: 'server', launch }, { prepare, data });
  try {
    writeFileSync(data, 'damaged');
    await expect((await unit.launch()).ready).rejects.toThrow('damaged');
    expect(existsSync(data)).toBe(true);
    await (await unit.launch()).ready;
    expect([existsSync(data), existsSync(`${data}.unreadable`)]).toEqual([false, true]);
    writeFileSync(data, 'new');
    const again = await unit.launch();
    expect(existsSync(data)).toBe(true);
    await again.ready.catch(() => undefined);
    expect(prepared).toBe(3);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
