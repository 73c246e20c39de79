import type { DeviceTestView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import { eventually } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const look = async (id: string): Promise<DeviceTestView> =>
  (await centre.technician.get<DeviceTestView>(`/api/devices/${id}/test`)).body;

/** The view as soon as its stations are thus. */
const until = (what: string, id: string, holds: (view: DeviceTestView) => boolean): Promise<DeviceTestView> =>
  eventually(what, async () => {
    const view = await look(id);
    return holds(view) ? view : null;
  });

const begin = async (device: TestDevice, body: object = { call: true }): Promise<void> => {
  expect((await centre.technician.post(`/api/devices/${device.id}/test`, body)).status).toBe(200);
};

const stateOf = (view: DeviceTestView, name: string) => view.stations.find(({ station }) => station === name);
const passed = (view: DeviceTestView): string[] =>
  view.stations.filter(({ state }) => state === 'passed').map(({ station }) => station);

test('each station lights up in turn: the machine’s at once, the operator’s when they answer and speak', async () => {
  const button = await centre.device('social-alarm');
  expect(await look(button.id)).toMatchObject({ open: false, stations: [], passed: false });
  const console = await centre.stream();
  await begin(button);
  expect(stateOf(await look(button.id), 'broker')).toMatchObject({ state: 'waiting' });

  await button.send('alarm-button-pressed', { test: true });
  const machine = ['broker', 'stored', 'triaged', 'shown', 'receipt'];
  const sent = await until('the machine’s stations', button.id, (view) => passed(view).length === machine.length);
  expect(passed(sent)).toEqual(machine);
  for (const { state, milliseconds } of sent.stations.slice(0, 5))
    expect([state, milliseconds]).toEqual(['passed', expect.any(Number)]);
  expect(sent).toMatchObject({ passed: false, alarm: { kind: 'alarm-button-pressed' }, call: { colour: 'blue' } });
  const call = await console.waitFor('alarm', (alarm) => alarm['id'] === sent.call?.id);
  expect(call.data).toMatchObject({ kind: 'test-call', queue: 'operator', test: true, rings: false });

  await centre.operator.post(`/api/alarms/${sent.call?.id}/answer`);
  await centre.operator.post(`/api/alarms/${sent.call?.id}/contact`, { made: true });
  const done = await look(button.id);
  expect([passed(done).length, done.passed, done.call?.operator]).toEqual([7, true, expect.any(String)]);

  await centre.operator.post(`/api/alarms/${sent.call?.id}/close`, { cause: 'test', action: 'talked' });
  const again = await button.send('alarm-button-pressed', { test: true });
  await button.receipt('stored', again.id);
  const after = await until('the second press', button.id, (view) => passed(view).includes('triaged'));
  expect([after.call?.id, after.passed]).toEqual([sent.call?.id, true]);

  const inService = await centre.technician.post(`/api/devices/${button.id}/pass-test`);
  expect(inService.body).toMatchObject({ state: 'in-service', testedAt: expect.any(String) });
  expect(await look(button.id)).toMatchObject({ open: false, passed: true, alarm: { state: 'closed' } });
});

test('what is missing says why: not sent as a test, refused, or not heard', async () => {
  const sensor = await centre.device('fall-sensor');
  await begin(sensor);
  await sensor.send('fall-detected');
  const real = await until('the real fall', sensor.id, (view) => view.real !== undefined);
  expect([real.real?.kind, real.alarm, real.call]).toEqual(['fall-detected', undefined, undefined]);

  await sensor.sendRaw('event', '{"not":"a message"}');
  const refused = await until('the refusal', sensor.id, (view) => stateOf(view, 'broker')?.state === 'missing');
  expect(stateOf(refused, 'broker')?.reason).toBe('rejected:out-of-shape');

  const message = await sensor.send('fall-detected', { test: true });
  await sensor.receipt('stored', message.id);
  await until('the receipt', sensor.id, (view) => passed(view).includes('receipt'));
  await sensor.sendRaw('alarm', JSON.stringify(message));
  const deaf = await until('the resend', sensor.id, (view) => stateOf(view, 'receipt')?.state === 'missing');
  expect(stateOf(deaf, 'receipt')?.reason).toBe('heard-again');
});

test('without the centre a test says what the machine does, and is no test with the centre', async () => {
  const sensor = await centre.device('fall-sensor');
  await begin(sensor, {});
  await sensor.send('fall-detected', { test: true });
  const view = await until('the stations', sensor.id, (one) => passed(one).length === 4);
  expect(view.stations.filter(({ state }) => state === 'not-asked').map(({ station }) => station)).toEqual([
    ...['shown', 'answered', 'speech'],
  ]);
  expect(view).toMatchObject({ passed: false, alarm: { colour: 'red', confirmBy: expect.any(String) } });
  expect((await centre.technician.post(`/api/devices/${sensor.id}/pass-test`)).body).toMatchObject({
    code: 'not-tested',
  });
});
