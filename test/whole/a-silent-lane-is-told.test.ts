import type { AlarmView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';
import { query } from '../harness/record.ts';
import { type RunningStack, startStack, temporaryFolder } from '../harness/stack.ts';

const here = process.env['VARDE_HAVE']?.split(',');
const hasServers = ['postgres', 'redis', 'mosquitto'].every((name) => here === undefined || here.includes(name));

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let stack: RunningStack;
let centre: Centre;

beforeAll(async () => {
  folder = await temporaryFolder();
  stack = await startStack(hasServers ? 'servers' : 'embedded', folder.path);
  centre = await openCentre(stack);
});
afterAll(async () => {
  await stack.stop();
  await folder.remove();
});

type Readiness = { readonly status: number; readonly dependencies: Record<string, string> };

const readiness = async (process: string): Promise<Readiness> => {
  const answer = await fetch(`${(await stack.state()).health[process]}/readyz`);
  const { dependencies } = (await answer.json()) as Pick<Readiness, 'dependencies'>;
  return { status: answer.status, dependencies };
};
const metric = async (process: string, name: string): Promise<number> => {
  const text = await (await fetch(`${(await stack.state()).health[process]}/metrics`)).text();
  const line = text.split('\n').find((one) => one.startsWith(`${name}{`) && one.includes('lane="alarm"'));
  return Number(line?.split(' ').at(-1) ?? Number.NaN);
};
/** Intake cannot store, whatever the cause; all else works. */
const refuseEvents = (): Promise<unknown> =>
  record(`create function refuse_events() returns trigger language plpgsql as $$ begin raise 'refused'; end $$;
          create trigger refuse_events before insert on event for each statement execute function refuse_events()`);
const takeEvents = (): Promise<unknown> => record('drop function refuse_events cascade');
const record = async (sql: string): Promise<unknown> =>
  query((await stack.state()).servers['postgres']?.url ?? '', sql);

const laneAlarms = async (): Promise<AlarmView[]> =>
  (await centre.operator.get<{ items: AlarmView[] }>('/api/alarms')).body.items.filter(({ kind }) =>
    kind.endsWith('-silent'),
  );

test('a lane that brings nothing any more is told to the people, and taken back when it is well', async () => {
  const arrived = async () => ((await metric('dispatcher', 'varde_canary_age_seconds')) < 10 ? true : null);
  await eventually('a canary has come the whole way', arrived, 30_000);
  const stream = await centre.stream();
  await refuseEvents();
  const red = await stream.waitFor(
    'alarm',
    (data) => data['kind'] === 'alarm-lane-silent' && data['colour'] === 'red',
    60_000,
  );
  expect(red.data).toMatchObject({ queue: 'operator', condition: 'active', why: [{ code: 'canary-not-stored' }] });
  const all = await eventually('each lane is told', async () =>
    (await laneAlarms()).length === 4 ? laneAlarms() : null,
  );
  expect(all.map(({ kind, queue, colour }) => `${kind} ${queue} ${colour}`).toSorted()).toEqual([
    'alarm-lane-silent operator red',
    'alarm-lane-silent technician blue',
    'event-lane-silent operator yellow',
    'event-lane-silent technician blue',
  ]);
  for (const process of ['dispatcher', 'api']) {
    const { status, dependencies } = await readiness(process);
    expect(status).toBe(503);
    expect(dependencies).toMatchObject({ 'lane-alarm': 'failed', 'lane-event': 'failed', 'lane-status': 'ok' });
    expect(await metric(process, 'varde_lane_silent')).toBe(1);
  }

  await takeEvents();
  await eventually(
    'all are restored',
    async () => ((await laneAlarms()).every(({ condition }) => condition === 'restored') ? true : null),
    30_000,
  );
  await eventually('ready again', async () => ((await readiness('api')).status === 200 ? true : null));
  expect((await laneAlarms()).map(({ events }) => events)).toEqual([1, 1, 1, 1]);
  stream.close();
});

test('a process that is frozen is killed and launched again', async () => {
  const frozen = stack.mode === 'embedded' ? 'api' : 'triage-alarm';
  const pid = (await stack.state()).pids[frozen] ?? 0;
  process.kill(pid, 'SIGSTOP');
  await eventually(
    'another in its place',
    async () => ((await stack.state()).pids[frozen] === pid ? null : true),
    30_000,
  );
  expect(stack.output()).toContain('did not answer any more, and was killed');
  const sensor = await eventually('a device signs in', () => centre.device('fall-sensor').catch(() => null), 20_000);
  await sensor.send('fall-detected');
  await centre.alarmsOf(sensor.id);
  await centre.tidy();
});
