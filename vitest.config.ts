import { defineConfig } from 'vitest/config';

const sources = ['packages/*/src', 'services/*/src', 'simulators/src', 'seeds/src', 'test/boundaries'];

export default defineConfig({
  test: {
    reporters: ['default', './test/reporter/closing-line.ts'],
    projects: [
      {
        // Beside the code: pure, or against servers the suite starts itself.
        test: { name: 'unit', include: sources.map((folder) => `${folder}/**/*.test.ts`), testTimeout: 20_000 },
      },
    ],
  },
});
