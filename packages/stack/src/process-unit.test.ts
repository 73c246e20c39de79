import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { expect, test } from 'vitest';

const MODULE = path.join(import.meta.dirname, 'process-unit.ts');

const until = async (what: () => boolean): Promise<void> => {
  for (let waited = 0; waited < 10_000; waited += 20) {
    if (what()) return;
    await sleep(20);
  }
  throw new Error('it did not come to that');
};

test('a process with a channel hears that its supervisor was killed', async () => {
  const folder = mkdtempSync(path.join(tmpdir(), 'varde-process-'));
  const record = path.join(folder, 'record');
  const write = `require('node:fs').writeFileSync(${JSON.stringify(record)}`;
  const child = `process.on('disconnect', () => { ${write}, 'gone'); process.exit(); }); ${write}, 'here');`;
  const spec = { name: 'child', command: process.execPath, args: ['-e', child], log: path.join(folder, 'log') };
  const supervise = `
    import { processUnit } from ${JSON.stringify(MODULE)};
    await processUnit({ ...${JSON.stringify(spec)}, env: {}, channel: true, ready: async () => {} }).launch();
    setInterval(() => {}, 1000);`;
  const supervisor = spawn(process.execPath, ['--input-type=module', '-e', supervise]);
  const recorded = (word: string) => existsSync(record) && readFileSync(record, 'utf8') === word;
  try {
    await until(() => recorded('here'));
    supervisor.kill('SIGKILL');
    const killed = performance.now();
    await until(() => recorded('gone'));
    expect(performance.now() - killed).toBeLessThan(2_000);
  } finally {
    supervisor.kill('SIGKILL');
    rmSync(folder, { recursive: true });
  }
});
