import { expect, test } from 'vitest';
import { z } from 'zod';
import { commonConfig, type Env, portSchema, readConfig } from './config.ts';

const schema = z.object({ ...commonConfig, VARDE_PORT: portSchema.default(8090) });
const GOOD: Env = {
  VARDE_PROCESS: 'api',
  VARDE_DATABASE_URL: 'postgres://u:secret@127.0.0.1/varde',
  VARDE_QUEUE_URL: 'redis://127.0.0.1:6379',
};

test('what is not said has its default', () => {
  expect(readConfig(schema, GOOD)).toMatchObject({ VARDE_PORT: 8090, VARDE_HEALTH_PORT: 0, VARDE_LOG_LEVEL: 'info' });
  expect(readConfig(schema, { ...GOOD, VARDE_PORT: '65535' }).VARDE_PORT).toBe(65_535);
});

test.each([
  ['VARDE_PORT', 'abc', 'must be a port number'],
  ['VARDE_PORT', '65536', 'must be a port number'],
  ['VARDE_PORT', '', 'must be a port number'],
  ['VARDE_PROCESS', undefined, 'is missing'],
  ['VARDE_PROCESS', '', 'must not be empty'],
  ['VARDE_DATABASE_URL', 'mysql://secret', 'must be a URL, of the right protocol'],
  ['VARDE_LOG_LEVEL', 'loud', 'must be trace or debug or info or warn or error or silent'],
])('%s = %s %s', (name, value, fault) => {
  expect(() => readConfig(schema, { ...GOOD, [name]: value })).toThrow(`Configuration is wrong: ${name} ${fault}.`);
});

test('every fault is told at once, and no value', () => {
  const env = { ...GOOD, VARDE_DATABASE_URL: 'secret', VARDE_PORT: 'secret' };
  expect(() => readConfig(schema, env)).toThrow(/^(?!.*secret).*VARDE_DATABASE_URL .*; VARDE_PORT /);
});
