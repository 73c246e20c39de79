import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import path from 'node:path';
import process from 'node:process';
import { ROOT } from '../services.ts';

const SOURCES = ['packages', 'services', 'simulators', 'seeds', 'test'];

const CHECKS: readonly (readonly [name: string, program: string, ...args: string[]])[] = [
  ['format and fast lint', 'biome', 'check', '.'],
  ['types', 'tsc', '-p', 'tsconfig.json'],
  ['types of the console', 'tsc', '-p', 'services/console/tsconfig.json'],
  ['lint with types', 'eslint', '.'],
  ['boundaries', 'depcruise', '--config', '.dependency-cruiser.js', ...SOURCES],
  ['dead code', 'knip'],
];

const passes = (program: string, args: readonly string[]): boolean => {
  const file = path.join(ROOT, 'node_modules/.bin', program);
  return spawnSync(file, args, { cwd: ROOT, stdio: 'inherit' }).status === 0;
};

const failed: string[] = [];
for (const [name, program, ...args] of CHECKS) {
  if (program === 'tsc' && !existsSync(path.join(ROOT, args[1] ?? ''))) continue;
  console.log(`── ${name}: ${program} ${args.join(' ')}`);
  if (!passes(program, args)) failed.push(name);
}
console.log(failed.length === 0 ? '\nEverything is in order.' : `\nNot in order: ${failed.join(', ')}.`);
process.exitCode = failed.length === 0 ? 0 : 1;
