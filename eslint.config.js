// Biome formats and lints fast; this holds only the rules that need types, the size gate and the domain's purity.
import tseslint from 'typescript-eslint';

const impure = (object, property, message) => ({ object, property, message });

export default tseslint.config(
  { ignores: ['**/dist/**', '**/node_modules/**', '.varde/**'] },
  {
    files: ['**/*.ts', '**/*.tsx'],
    plugins: { '@typescript-eslint': tseslint.plugin },
    languageOptions: {
      parser: tseslint.parser,
      parserOptions: {
        project: ['./tsconfig.json', './services/console/tsconfig.json'],
        tsconfigRootDir: import.meta.dirname,
      },
    },
    linterOptions: { reportUnusedDisableDirectives: 'error' },
    rules: {
      'max-lines': ['error', { max: 300 }],
      '@typescript-eslint/no-floating-promises': 'error',
      '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: { attributes: false } }],
      '@typescript-eslint/await-thenable': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/only-throw-error': 'error',
      '@typescript-eslint/return-await': ['error', 'error-handling-correctness-only'],
    },
  },
  {
    files: ['packages/domain/src/**/*.ts'],
    ignores: ['**/*.test.ts'],
    rules: {
      'no-restricted-properties': [
        'error',
        impure('Date', 'now', 'The domain has no clock: take `now` as an argument.'),
        impure('Math', 'random', 'The domain has no chance: take what is drawn as an argument.'),
        impure('crypto', 'randomUUID', 'The domain makes no ids: take `newId` as an argument.'),
      ],
      'no-restricted-syntax': [
        'error',
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'The domain has no clock: take `now` as an argument.',
        },
      ],
      'no-restricted-globals': ['error', 'process', 'setTimeout', 'setInterval', 'fetch'],
    },
  },
  {
    files: ['packages/*/src/**/*.ts', 'services/*/src/**/*.ts', 'simulators/src/**/*.ts', 'seeds/src/**/*.ts'],
    ignores: [
      '**/*.test.ts',
      '**/main.ts',
      // Hands the environment to a main's `start`; config is still read there.
      'packages/runtime/src/run-main.ts',
      'packages/stack/**',
      'simulators/src/command/**',
      'seeds/src/command/**',
    ],
    rules: {
      'no-restricted-syntax': [
        'error',
        {
          selector: "MemberExpression[object.name='process'][property.name='env']",
          message: 'Config is read once, in main.ts, through packages/runtime.',
        },
        {
          selector: "NewExpression[callee.name='Date'][arguments.length=0]",
          message: 'Time is an argument; the clock is handed in by main.ts.',
        },
      ],
    },
  },
);
