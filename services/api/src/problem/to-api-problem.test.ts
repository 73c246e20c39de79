import { expect, test } from 'vitest';
import { toApiProblem } from './to-api-problem.ts';

const thrown = (code: string): Error => Object.assign(new Error('what was typed: 30.02.2026'), { code });

test.each([
  ['two who wait for each other', '40P01', 503, 'write-conflict'],
  ['a day that is none', '22007', 400, 'request-invalid'],
  ['a day that the database has not', '22008', 400, 'request-invalid'],
])('%s: it is said so, and nothing of what was sent', (_name, sqlState, status, code) => {
  const problem = toApiProblem(thrown(sqlState));
  expect(problem).toMatchObject({ status, code });
  expect(JSON.stringify([problem?.message, problem?.extra])).not.toContain('2026');
});
