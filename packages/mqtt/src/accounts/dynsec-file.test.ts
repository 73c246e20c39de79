import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { deviceTopic } from '@varde/contracts';
import { expect, test } from 'vitest';
import { connectMqtt } from '../connection.ts';
import { startMosquitto } from '../testing/mosquitto.ts';
import type { AccountRecord } from './broker-account.ts';
import { writeDynsecFile } from './dynsec-file.ts';
import { hashPassword } from './password-hash.ts';

const device = async (password: string): Promise<AccountRecord> => {
  const id = randomUUID();
  return { username: id, kind: 'device', devices: [id], ...(await hashPassword(password)) };
};

test('mosquitto starts on the accounts in the file, large gateways too', async () => {
  const one = await device('device-password');
  const devices = Array.from({ length: 500 }, () => randomUUID());
  const hub: AccountRecord = { username: 'hub', kind: 'gateway', devices, ...(await hashPassword('hub-password')) };
  const broker = await startMosquitto([one, hub]);
  try {
    const signIn = (username: string, password: string) =>
      connectMqtt({ url: broker.url, username, password, clientId: username });
    const connection = await signIn(one.username, 'device-password');
    await connection.subscribe([deviceTopic(one.username, 'receipt')], 1, () => {});
    const gateway = await signIn('hub', 'hub-password');
    const receipts = devices.map((id) => deviceTopic(id, 'receipt'));
    await gateway.subscribe(receipts, 1, () => {});
    await broker.accounts.revoke('hub');
    await expect(signIn('hub', 'hub-password')).rejects.toMatchObject({ code: 'mqtt-refused' });
    await Promise.all([connection.close(), gateway.close()]);
  } finally {
    await broker.close();
  }
});

test('ten thousand accounts are back in less than five seconds when all that mosquitto knew is gone', async () => {
  const one = await device('device-password');
  const many = Array.from({ length: 10_000 }, (): AccountRecord => {
    const id = randomUUID();
    return { ...one, username: id, devices: [id] };
  });
  const begun = performance.now();
  const broker = await startMosquitto([...many, one]);
  try {
    const last = { username: one.username, password: 'device-password', clientId: one.username };
    const connection = await connectMqtt({ url: broker.url, ...last });
    expect(performance.now() - begun).toBeLessThan(5_000);
    await connection.close();
  } finally {
    await broker.close();
  }
});

test('only its owner may read it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'varde-dynsec-'));
  const path = join(folder, 'dynamic-security.json');
  try {
    await writeDynsecFile({ path, admin: { username: 'admin', password: 'x' }, services: [], accounts: [] });
    expect((await stat(path)).mode & 0o777).toBe(0o600);
  } finally {
    await rm(folder, { recursive: true });
  }
});
