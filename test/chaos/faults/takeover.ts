import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { type Credential, registerDevice } from '../../harness/device.ts';
import type { Fault } from '../fault.ts';
import { residentFor } from '../own-device.ts';

/** Names a device could think of, and what it could guess behind them. */
const guesses = (names: readonly string[]): string[] =>
  names.flatMap((name) => [name, `${name}-0`, `${name}-0-${randomBytes(16).toString('hex')}`, `${name}-receipts-0`]);

const trySession = async (url: string, credential: Credential, clientId: string): Promise<void> => {
  const client = mqtt.connect(url, { ...credential, clientId, clean: true, reconnectPeriod: 0, connectTimeout: 2_000 });
  client.on('error', () => undefined);
  await sleep(50);
  await client.endAsync(true).catch(() => undefined);
};

export const TAKEOVER: Fault = {
  name: 'takeover',
  what: "a device signs in under client ids it guesses to be a service's",
  hits: ['sessions'],
  promised: { kind: 'no-delay' },
  prepare: async (scene) => {
    const { device, credential } = await registerDevice(scene.technician, 'smoke-detector', residentFor(scene, 0));
    const account = { username: credential.username || device.id, password: credential.password };
    const { mqtt: url, pids } = await scene.state();
    return async () => {
      const stop = new AbortController();
      const trying = (async () => {
        while (!stop.signal.aborted) {
          for (const clientId of guesses(Object.keys(pids))) await trySession(url, account, clientId);
        }
      })();
      return {
        mend: async () => {
          stop.abort();
          await trying;
          return [];
        },
      };
    };
  },
};
