import type { AlarmView } from '@varde/contracts';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { connectDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';
import { type RunningStack, startStack, temporaryFolder } from '../harness/stack.ts';

const here = process.env['VARDE_HAVE']?.split(',');
const hasServers = ['postgres', 'redis', 'mosquitto'].every((name) => here === undefined || here.includes(name));
const MODES = hasServers ? (['embedded', 'servers'] as const) : (['embedded'] as const);

const alive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

describe.each(MODES)('%s', (mode) => {
  let folder: Awaited<ReturnType<typeof temporaryFolder>>;
  let stack: RunningStack;
  beforeAll(async () => {
    folder = await temporaryFolder();
    stack = await startStack(mode, folder.path);
  });
  afterAll(async () => {
    await stack.stop();
    await folder.remove();
  });

  test('everything is as it was after everything was stopped and started', async () => {
    const before: Centre = await openCentre(stack);
    const waiting = await before.device('fall-sensor');
    const handled = await before.device('social-alarm');
    await waiting.send('fall-detected');
    await handled.send('alarm-button-pressed');
    const [alarm] = await before.alarmsOf(handled.id);
    await before.alarmsOf(waiting.id);
    await before.operator.post(`/api/alarms/${alarm?.id}/answer`);
    await before.operator.post(`/api/alarms/${alarm?.id}/note`, { text: 'Ringer tilbake' });
    const listed = (await before.operator.get<{ items: AlarmView[] }>('/api/alarms')).body.items;
    const { pids, servers } = await stack.state();
    await waiting.disconnect();

    expect(await stack.stop()).toBe(0);
    const left = [...Object.values(pids), ...Object.values(servers).map((server) => server.pid)].filter(alive);
    expect(left).toEqual([]);

    stack = await startStack(mode, folder.path);
    const after = await openCentre(stack);
    const again = (await after.operator.get<{ items: AlarmView[] }>('/api/alarms')).body.items;
    expect(again.map((a) => [a.id, a.state, a.version])).toEqual(listed.map((a) => [a.id, a.state, a.version]));
    // The sensor signs in with the account it had, and its alarm goes on where it was.
    const state = await stack.state();
    const sensor = await connectDevice(state.mqtt, waiting.id, waiting.credential);
    await sensor.send('fall-detected');
    await eventually('counted 2', async () => (await after.alarmsOf(waiting.id)).find((a) => a.events === 2));
    await sensor.disconnect();
    await handled.disconnect();
  });

  test('what dies is back, and stack.json tells its new pid', async () => {
    const first = await stack.state();
    const victims = mode === 'embedded' ? ['api'] : ['ingest-alarm-1', 'triage-alarm', 'dispatcher', 'api'];
    for (const name of victims) {
      const pid = first.pids[name] ?? 0;
      process.kill(pid, 'SIGKILL');
      await eventually(`a new ${name}`, async () => {
        const next = (await stack.state()).pids[name];
        return next !== undefined && next !== pid && alive(next) ? next : null;
      });
    }
    for (const [name, server] of Object.entries(first.servers)) {
      process.kill(server.pid, 'SIGKILL');
      await eventually(`a new ${name}`, async () => {
        const next = (await stack.state()).servers[name];
        return next !== undefined && next.pid !== server.pid && alive(next.pid) ? next : null;
      });
    }
    // And an alarm still walks the whole way.
    const centre = await eventually('the centre answers', () => openCentre(stack).catch(() => null), 20_000);
    const sensor = await eventually('a device signs in', () => centre.device('fall-sensor').catch(() => null), 20_000);
    await sensor.send('fall-detected');
    await centre.alarmsOf(sensor.id);
    await sensor.disconnect();
  });

  test('a killed supervisor leaves nothing that stops the next start', async () => {
    await stack.kill();
    stack = await startStack(mode, folder.path);
    const centre = await openCentre(stack);
    expect((await centre.operator.get('/api/me')).status).toBe(200);
  });

  test('a second start in the same folder says so in one sentence', async () => {
    await expect(startStack(mode, folder.path)).rejects.toThrow(/already runs/i);
  });
});

test('one folder serves every mode, one after the other', async () => {
  const folder = await temporaryFolder();
  try {
    for (const mode of MODES) {
      const stack = await startStack(mode, folder.path);
      expect(await stack.stop()).toBe(0);
    }
  } finally {
    await folder.remove();
  }
});
