import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { expect, test } from 'vitest';
import type { Instance } from '../unit.ts';
import { resilientUnit } from './resilient-unit.ts';

test('a server that refuses to start on its data starts without them', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'varde-resilient-'));
  const data = path.join(folder, 'data');
  const seen: string[] = [];
  const launch = async (): Promise<Instance> => {
    const refuses = existsSync(data);
    seen.push(refuses ? 'refused' : 'started');
    const ready = refuses ? Promise.reject(new Error('damaged')) : Promise.resolve();
    return { pid: 1, isChild: true, ready, exited: Promise.resolve('ended with 1'), stop: async () => {} };
  };
  const prepare = (): void => void seen.push('prepared');
  const unit = resilientUnit({ name: 'server', launch }, { prepare, data });
  try {
    writeFileSync(data, 'damaged');
    await (await unit.launch()).ready;
    expect([existsSync(data), existsSync(`${data}.unreadable`)]).toEqual([false, true]);
    await (await unit.launch()).ready;
    expect(seen).toEqual(['prepared', 'refused', 'started', 'prepared', 'started']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
