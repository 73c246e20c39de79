import { expect, test } from 'vitest';
import type { Mode } from './modes/mode.ts';
import { describeStack } from './stack-file.ts';

const account = { username: 'u', password: 'p' };
const mode: Mode = {
  name: 'servers',
  home: '/state/servers',
  urls: { database: 'postgres://d', queue: 'redis://q', mqtt: 'mqtt://m' },
  servers: { postgres: { url: 'postgres://d', unit: 'postgres' }, redis: { url: 'redis://q', unit: 'redis' } },
  accounts: 'dynsec',
  subscriptions: 'shared',
  together: false,
  local: true,
  storage: [],
  broker: [],
  mqtt: { service: account, admin: account },
};
const facts = { mode, url: 'http://a', issuer: 'http://i', healthPorts: { dispatcher: 7 }, supervisor: 1 };

test('each process by its name, the servers with their addresses', () => {
  const file = describeStack({ ...facts, units: { postgres: 2, redis: 3, 'ingest-alarm-1': 4, api: 5 } });
  expect(file.pids).toEqual({ 'ingest-alarm-1': 4, api: 5 });
  expect(file.servers).toEqual({ postgres: { url: 'postgres://d', pid: 2 }, redis: { url: 'redis://q', pid: 3 } });
  expect(file.health).toEqual({ dispatcher: 'http://127.0.0.1:7', api: 'http://a' });
});

test('services that share a process are named one by one', () => {
  const { pids } = describeStack({ ...facts, units: { postgres: 2, services: 9, simulator: 10 } });
  expect(pids).toEqual({
    'ingest-alarm-1': 9,
    'ingest-alarm-2': 9,
    'ingest-event': 9,
    'ingest-status': 9,
    'triage-alarm': 9,
    'triage-event': 9,
    dispatcher: 9,
    api: 9,
    simulator: 10,
  });
});
