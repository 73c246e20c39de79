import { defineConfig } from 'vitest/config';

const beside = ['packages/*/src', 'services/*/src', 'simulators/src', 'seeds/src', 'test/boundaries', 'test/harness'];
const throughTheDoor = ['test/integration/**/*.test.ts', 'test/scenarios/**/*.test.ts'];

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
      onStack('servers', throughTheDoor, 2),
      onStack('containers', ['test/scenarios/a-fall-is-answered-and-closed.test.ts'], 3),
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
    ],
  },
});
