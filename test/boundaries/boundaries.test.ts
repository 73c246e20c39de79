import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { ESLint } from 'eslint';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const ROOT = resolve(import.meta.dirname, '../..');

/** Each plants one violation: the file, what it imports, the rule that must bite. */
const plants: [string, string, string][] = [
  ['packages/domain/src/planted.ts', 'node:fs', 'domain-depends-on-nothing'],
  ['packages/domain/src/planted-zod.ts', '../../contracts/src/index.ts', 'domain-depends-on-nothing'],
  ['packages/contracts/src/planted.ts', '../../postgres/src/index.ts', 'contracts-know-domain'],
  ['packages/postgres/src/planted.ts', '../../queues/src/index.ts', 'postgres-knows-contracts-and-domain'],
  ['packages/queues/src/planted.ts', '../../postgres/src/index.ts', 'queues-know-contracts-and-domain'],
  ['packages/mqtt/src/planted.ts', '../../postgres/src/index.ts', 'mqtt-knows-contracts-and-domain'],
  ['packages/runtime/src/planted.ts', '../../domain/src/index.ts', 'runtime-imports-none-of-ours'],
  ['packages/stack/src/planted.ts', '../../../services/api/src/app.ts', 'stack-knows-packages-only'],
  ['services/api/src/planted.ts', '../../ingest/src/app.ts', 'services-never-import-each-other'],
  ['services/triage/src/planted.ts', '../../../packages/stack/src/index.ts', 'services-import-packages-only'],
  ['simulators/src/planted.ts', '../../packages/postgres/src/index.ts', 'simulators-know-contracts-and-mqtt'],
  ['seeds/src/planted.ts', '../../packages/queues/src/index.ts', 'seeds-know-packages'],
  ['services/dispatcher/src/planted.ts', '../../../test/harness/api.ts', 'nothing-imports-test'],
  [
    'services/ingest/src/planted.ts',
    '../../../packages/mqtt/src/inner.ts',
    'only-an-index-is-imported-across-packages',
  ],
  ['packages/queues/src/cycle-a.ts', './cycle-b.ts', 'no-cycle'],
];

const targets = [
  ...['domain', 'contracts', 'postgres', 'queues', 'mqtt', 'stack'].map((name) => `packages/${name}/src/index.ts`),
  'packages/mqtt/src/inner.ts',
  'services/api/src/app.ts',
  'services/ingest/src/app.ts',
  'test/harness/api.ts',
];

let folder: string;
let report: string;

const depcruise = (cwd: string): Promise<string> =>
  new Promise((done) => {
    const binary = join(ROOT, 'node_modules/.bin/depcruise');
    const args = ['--config', '.dependency-cruiser.js', '--output-type', 'err', 'packages', 'services', 'simulators'];
    execFile(binary, [...args, 'seeds', 'test'], { cwd }, (_error, stdout) => done(stdout));
  });

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'varde-planted-'));
  const write = async (path: string, text: string): Promise<void> => {
    await mkdir(dirname(join(folder, path)), { recursive: true });
    await writeFile(join(folder, path), text);
  };
  await write('.dependency-cruiser.js', await readFile(join(ROOT, '.dependency-cruiser.js'), 'utf8'));
  await write('package.json', '{"type":"module"}');
  await write('tsconfig.json', await readFile(join(ROOT, 'tsconfig.base.json'), 'utf8'));
  for (const target of targets) await write(target, 'export const planted = 1;\n');
  for (const [path, imported] of plants) await write(path, `export * from '${imported}';\n`);
  await write('packages/queues/src/cycle-b.ts', "export * from './cycle-a.ts';\n");
  await mkdir(join(folder, 'node_modules'));
  await symlink(join(ROOT, 'node_modules/typescript'), join(folder, 'node_modules/typescript'));
  report = await depcruise(folder);
});
afterAll(() => rm(folder, { recursive: true, force: true }));

describe('a planted violation of each boundary is found', () => {
  test.each(plants)('%s importing %s', (path, _imported, rule) => {
    const line = report.split('\n').find((candidate) => candidate.includes(rule) && candidate.includes(path));
    expect(line, `no line of ${rule} for ${path} in:\n${report}`).toBeDefined();
  });
});

describe('the domain has no clock, no chance and no ids', () => {
  const lint = new ESLint({
    cwd: ROOT,
    overrideConfig: [
      {
        files: ['**/*.ts'],
        languageOptions: { parserOptions: { project: null } },
        rules: {
          '@typescript-eslint/no-floating-promises': 'off',
          '@typescript-eslint/no-misused-promises': 'off',
          '@typescript-eslint/await-thenable': 'off',
          '@typescript-eslint/switch-exhaustiveness-check': 'off',
          '@typescript-eslint/only-throw-error': 'off',
          '@typescript-eslint/return-await': 'off',
        },
      },
    ],
  });
  test.each(['Date.now()', 'new Date()', 'Math.random()', 'process.env', 'crypto.randomUUID()'])('%s', async (code) => {
    const planted = `export const planted = ${code};\n`;
    const [result] = await lint.lintText(planted, { filePath: 'packages/domain/src/planted.ts' });
    expect(result?.errorCount).toBeGreaterThan(0);
    const [pure] = await lint.lintText('export const pure = new Date(0);\n', {
      filePath: 'packages/domain/src/pure.ts',
    });
    expect(pure?.messages).toEqual([]);
  });
});
