import { execFileSync } from 'node:child_process';
import path from 'node:path';
import process from 'node:process';
import { expect, test } from 'vitest';

test('a fault of the database is logged without the row it quotes', () => {
  const file = path.join(import.meta.dirname, 'log.ts');
  const script = `
    const { createLog } = await import(${JSON.stringify(file)});
    const quoted = { code: '23505', detail: 'Key (name)=(Kari) already exists.', where: 'JSON data: Kari' };
    createLog('test', 'info').warn({ err: Object.assign(new Error('duplicate key'), quoted) }, 'not written');
  `;
  const line = execFileSync(process.execPath, ['--input-type=module', '-e', script], { encoding: 'utf8' });
  expect(JSON.parse(line)).toMatchObject({ msg: 'not written', err: { message: 'duplicate key', code: '23505' } });
  expect(line).not.toContain('Kari');
});
