import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import type { BenchStack } from '../stack.ts';

export type WideAccount = { readonly username: string; readonly password: string };

const CONTROL = '$CONTROL/dynamic-security/v1';
const ANSWER_LIMIT = 5_000;

/** All devices' topics, by patterns: no account of the product has such rights. */
const RIGHTS = [
  ['publishClientSend', 'varde/v1/+/status'],
  ['publishClientSend', 'varde/v1/+/event'],
  ['publishClientReceive', 'varde/v1/+/receipt'],
  ['subscribePattern', 'varde/v1/+/receipt'],
].map(([acltype, topic]) => ({ acltype, topic, allow: true, priority: 0 }));

/**
 * One broker account that speaks for every device, made by the broker's admin: a million accounts are the broker's
 * matter and not what is measured. It is gone when the broker next starts, which writes its accounts anew.
 */
export const makeWideAccount = async (stack: BenchStack): Promise<WideAccount> => {
  const secrets = JSON.parse(await readFile(path.join(stack.dir, 'secrets.json'), 'utf8')) as { mqttAdmin: string };
  const account = { username: 'bench-wide', password: secrets.mqttAdmin };
  const client = await mqtt.connectAsync(stack.state.mqtt, { username: 'varde-admin', password: secrets.mqttAdmin });
  try {
    await client.subscribeAsync(`${CONTROL}/response`);
    const answered = new Promise<string>((resolve) => {
      client.on('message', (_topic, payload) => resolve(payload.toString()));
    });
    const commands = [
      { command: 'createRole', rolename: account.username, acls: RIGHTS },
      { command: 'createClient', ...account, roles: [{ rolename: account.username }] },
    ];
    await client.publishAsync(CONTROL, JSON.stringify({ commands }), { qos: 1 });
    const answer = await Promise.race([answered, sleep(ANSWER_LIMIT, 'nothing')]);
    if (answer === 'nothing' || answer.includes('"error"')) throw new Error(`the broker answered ${answer}`);
    return account;
  } finally {
    await client.endAsync(true);
  }
};
