import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');
const MOST = 300;

test('no file that a person reads is over 300 lines', () => {
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0');
  const read = files.filter((file) => /\.(ts|tsx|mjs|js|css|sql|sh|json|md)$/.test(file));
  const lines = (file: string): number => readFileSync(join(ROOT, file), 'utf8').trimEnd().split('\n').length;
  expect(read.length).toBeGreaterThan(300);
  expect(read.filter((file) => lines(file) > MOST)).toEqual([]);
});
