import { spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';
import { createApiClient } from '../harness/api.ts';
import { registerDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';
import { readStackState, tokenFor } from '../harness/stack.ts';

const STRANGER = '/usr/bin/mosquitto_pub';
const required = process.env['CI'] === 'true';

let technician: ReturnType<typeof createApiClient>;
let operator: ReturnType<typeof createApiClient>;
let broker: URL;
const stops: (() => void)[] = [];

beforeAll(async () => {
  const { dir } = inject('stack');
  const state = await readStackState(dir);
  broker = new URL(state.mqtt);
  technician = createApiClient(state.api, await tokenFor(dir, 'technician'));
  operator = createApiClient(state.api, await tokenFor(dir, 'operator', 'kari'));
});
afterAll(() => {
  for (const stop of stops) stop();
});

test.skipIf(!required && !existsSync(STRANGER))(
  'a client nobody here wrote registers, calls for help and hears stored, answered, closed',
  async () => {
    const { device, credential } = await registerDevice(technician, 'fall-sensor');
    const account = ['-h', broker.hostname, '-p', broker.port, '-u', credential.username, '-P', credential.password];
    const listener = spawn('mosquitto_sub', [...account, '-q', '1', '-t', `varde/v1/${device.id}/receipt`]);
    stops.push(() => listener.kill());
    const states: string[] = [];
    const id = randomUUID();
    createInterface({ input: listener.stdout }).on('line', (line) => {
      const receipt = JSON.parse(line) as { id: string; state: string };
      if (receipt.id === id && !states.includes(receipt.state)) states.push(receipt.state);
    });

    const body = JSON.stringify({ id, kind: 'fall-detected', at: new Date().toISOString() });
    // Its subscription has no signal that it stands; sending again with the same id is what a device does.
    await eventually('stored', async () => {
      const publish = spawn('mosquitto_pub', [...account, '-q', '1', '-t', `varde/v1/${device.id}/alarm`, '-m', body]);
      const [code] = await once(publish, 'close');
      expect(code).toBe(0);
      return states.includes('stored') ? true : null;
    });
    const alarm = await eventually('its alarm', async () => {
      const { body: list } = await operator.get<{ items: { id: string }[] }>(`/api/alarms?device=${device.id}`);
      return list.items[0];
    });
    expect((await operator.post(`/api/alarms/${alarm.id}/answer`)).status).toBe(200);
    await eventually('answered', () => (states.includes('answered') ? true : null));
    expect((await operator.post(`/api/alarms/${alarm.id}/close`, { cause: 'fall', action: 'talked' })).status).toBe(
      200,
    );
    await eventually('closed', () => (states.includes('closed') ? true : null));
    expect(states).toEqual(['stored', 'answered', 'closed']);
  },
);
