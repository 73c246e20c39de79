import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import mqtt from 'mqtt';
import { type Credential, registerDevice } from '../../harness/device.ts';
import type { Fault } from '../fault.ts';

/** Names a device could think of, and what it could guess behind them. */
const guesses = (names: readonly string[]): string[] =>
  names.flatMap((name) => [name, `${name}-0`, `${name}-0-${randomBytes(16).toString('hex')}`, `${name}-receipts-0`]);

/** Whether the broker let it in, which it may: under a name that is nobody's. */
const trySession = async (url: string, credential: Credential, clientId: string): Promise<boolean> => {
  const client = mqtt.connect(url, { ...credential, clientId, clean: true, reconnectPeriod: 0, connectTimeout: 2_000 });
  client.on('error', () => undefined);
  await sleep(50);
  const { connected } = client;
  await client.endAsync(true).catch(() => undefined);
  return connected;
};

export const TAKEOVER: Fault = {
  name: 'takeover',
  what: "a device signs in under client ids it guesses to be a service's",
  hits: ['sessions'],
  promised: { kind: 'no-delay' },
  prepare: async (scene) => {
    const { credential } = await registerDevice(scene.technician, 'smoke-detector');
    const { mqtt: url, pids } = await scene.state();
    return async () => {
      const stop = new AbortController();
      let tried = 0;
      const trying = (async () => {
        while (!stop.signal.aborted) {
          for (const clientId of guesses(Object.keys(pids)))
            if (await trySession(url, credential, clientId)) tried += 1;
        }
      })();
      return {
        mend: async () => {
          stop.abort();
          await trying;
          return tried > 0 ? [] : ['the broker let in none of the attempts: nothing was tried'];
        },
      };
    };
  },
};
