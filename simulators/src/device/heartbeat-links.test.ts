import { randomUUID } from 'node:crypto';
import { channelFilter, parseDeviceTopic, readStatus } from '@varde/contracts';
import { connectMqtt, hashPassword, startEmbeddedBroker } from '@varde/mqtt';
import { expect, test, vi } from 'vitest';
import { openHeartbeatLinks } from './heartbeat-links.ts';

const SERVICE = { username: 'service', password: 'service-password' };
const ACCOUNT = { username: 'bench', password: 'bench-password' };
const DEVICES = Array.from({ length: 100 }, () => randomUUID());
const clock = { wall: () => Date.now(), steady: () => performance.now() };

const startBroker = async () => {
  const account = { kind: 'gateway', devices: DEVICES, ...(await hashPassword(ACCOUNT.password)) } as const;
  return startEmbeddedBroker({
    port: 0,
    services: [SERVICE],
    findAccounts: async (names) =>
      names.filter((name) => name === ACCOUNT.username).map((username) => ({ username, ...account })),
  });
};

test('one account speaks for all the devices, over several connections', async () => {
  const broker = await startBroker();
  const service = await connectMqtt({ url: broker.url, ...SERVICE, clientId: 'service-0' });
  const heard: string[] = [];
  await service.subscribe([channelFilter('status')], 0, ({ topic, payload }) => {
    expect(readStatus(payload)).toMatchObject({ battery: 90 });
    heard.push(parseDeviceTopic(topic)?.deviceId ?? '');
  });
  let beats = 0;
  const links = await openHeartbeatLinks({
    mqttUrl: broker.url,
    credential: ACCOUNT,
    connections: 3,
    observer: {
      heartbeat: () => {
        beats += 1;
      },
    },
    clock,
    signal: new AbortController().signal,
    onFault: () => undefined,
  });
  for (const [turn, device] of DEVICES.entries()) links.beat(turn, device, { battery: 90 });
  await vi.waitFor(() => expect(heard.toSorted()).toEqual(DEVICES.toSorted()), { timeout: 10_000 });
  expect(beats).toBe(DEVICES.length);
  await links.close();
  await service.close();
  await broker.close();
});

test('a broker that refuses the account is told of, and the wait ends when it is called off', async () => {
  const broker = await startBroker();
  const stop = new AbortController();
  const faults: unknown[] = [];
  const opening = openHeartbeatLinks({
    mqttUrl: broker.url,
    credential: { ...ACCOUNT, password: 'wrong' },
    connections: 1,
    observer: { heartbeat: () => undefined },
    clock,
    signal: stop.signal,
    onFault: (error) => {
      faults.push(error);
      stop.abort(new Error('called off'));
    },
  });
  await expect(opening).rejects.toThrow('called off');
  expect(String(faults[0])).toMatch(/refuses the connection/);
  await broker.close();
});
