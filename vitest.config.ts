import { existsSync } from 'node:fs';
import process from 'node:process';
import { defineConfig } from 'vitest/config';

const beside = [
  'packages/*/src',
  'services/*/src',
  'simulators/src',
  'seeds/src',
  'test/bench',
  'test/boundaries',
  'test/harness',
  'test/ledger',
  'test/chaos',
];
const throughTheDoor = ['test/integration/**/*.test.ts', 'test/scenarios/**/*.test.ts'];

/** What `npm test` found on this machine; a bare `vitest run` counts on everything, and so does CI. */
const here = process.env['CI'] === 'true' ? undefined : process.env['VARDE_HAVE']?.split(',');
const has = (...programs: string[]): boolean =>
  here === undefined || programs.every((program) => here.includes(program));
const hasEngine = process.env['CI'] === 'true' || 'DOCKER_HOST' in process.env || existsSync('/var/run/docker.sock');
/** Stands in for suites that cannot run here, so that they are counted as skipped, with the reason. */
const skipped = (name: string) => ({
  test: { name, include: [`test/skipped/${name}.test.ts`], sequence: { groupOrder: 0 } },
});

/** One running stack for a whole project: its suites share it, so they run one after another. */
const onStack = (name: string, include: string[], groupOrder: number) => ({
  test: {
    name,
    include,
    globalSetup: ['test/harness/shared-stack.setup.ts'],
    fileParallelism: false,
    testTimeout: 30_000,
    hookTimeout: 120_000,
    sequence: { groupOrder },
  },
});

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter/closing-line.ts'],
    projects: [
      {
        // Beside the code: pure, or against servers the suite starts itself.
        test: {
          name: 'unit',
          include: beside.map((folder) => `${folder}/**/*.test.ts`),
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 0 },
        },
      },
      // The same suites, as an outsider sees the service, on each stack.
      onStack('embedded', throughTheDoor, 1),
      has('postgres', 'redis', 'mosquitto') ? onStack('servers', throughTheDoor, 2) : skipped('servers'),
      hasEngine ? onStack('containers', ['test/scenarios/a-fall-*.test.ts'], 3) : skipped('containers'),
      {
        // These start, stop and kill stacks of their own.
        test: {
          name: 'whole',
          include: ['test/whole/**/*.test.ts', 'test/browser/**/*.test.ts'],
          fileParallelism: false,
          testTimeout: 120_000,
          hookTimeout: 120_000,
          sequence: { groupOrder: 4 },
        },
      },
      has('postgres', 'redis', 'mosquitto')
        ? {
            // Loads the machine, and counts milliseconds: nothing else runs meanwhile.
            test: {
              name: 'chaos',
              include: ['test/chaos/short.chaos.ts'],
              testTimeout: 240_000,
              hookTimeout: 120_000,
              sequence: { groupOrder: 5 },
            },
          }
        : skipped('chaos'),
    ],
  },
});
