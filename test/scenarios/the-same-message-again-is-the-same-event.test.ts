import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually, pause } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const eventsOf = (deviceId: string) =>
  centre.record<{ message_id: string; kind: string; marks: string[]; outcome: string | null }>(
    'select message_id, kind, marks, outcome from event where device_id = $1 order by id',
    [deviceId],
  );

test('the same event five times is one event and one alarm', async () => {
  const button = await centre.device('social-alarm');
  const message = { id: randomUUID(), at: new Date().toISOString() };
  for (let i = 0; i < 5; i += 1) await button.send('alarm-button-pressed', message);
  const [alarm] = await centre.alarmsOf(button.id);
  await pause(1_500);
  expect(await centre.alarmsOf(button.id)).toHaveLength(1);
  expect(alarm).toMatchObject({ kind: 'alarm-button-pressed', colour: 'orange', events: 1 });
  expect(await eventsOf(button.id)).toHaveLength(1);
  await eventually('a receipt for each sending', () => (button.receipts.length >= 5 ? true : null));
});

test('two presses milliseconds apart are one alarm, counted 2', async () => {
  const button = await centre.device('social-alarm');
  await Promise.all([button.send('alarm-button-pressed'), button.send('alarm-button-pressed')]);
  const alarm = await eventually('an alarm counted 2', async () => {
    const open = await centre.alarmsOf(button.id);
    return open.find((candidate) => candidate.events === 2);
  });
  expect(alarm.state).toBe('queued');
  expect(await centre.alarmsOf(button.id)).toHaveLength(1);
});

test('the same id with another kind is a second event, marked, and a technical alarm', async () => {
  const sensor = await centre.device('smoke-detector');
  const first = await sensor.send('fire-alarm');
  await centre.alarmsOf(sensor.id);
  await sensor.send('carbon-monoxide-alarm', { id: first.id, at: first.at });
  const alarms = await centre.alarmsOf(sensor.id, 3);
  expect(alarms.map((alarm) => alarm.kind).sort()).toEqual(['carbon-monoxide-alarm', 'device-fault', 'fire-alarm']);
  const events = await eventsOf(sensor.id);
  expect(events).toHaveLength(2);
  expect(events[1]?.marks).toContain('id-reused');
});

test('a fire that goes quiet is still unanswered; a restore that overtakes its fire hides nothing', async () => {
  const quiet = await centre.device('smoke-detector');
  await quiet.send('fire-alarm', { seq: 1 });
  await quiet.send('fire-restored', { seq: 2 });
  await eventually('restored', async () => (await centre.alarmsOf(quiet.id)).find((a) => a.condition === 'restored'));
  expect((await centre.alarmsOf(quiet.id))[0]).toMatchObject({ state: 'queued', colour: 'red' });

  const overtaken = await centre.device('smoke-detector');
  await overtaken.send('fire-restored', { seq: 2 });
  await eventually('decided', async () => ((await eventsOf(overtaken.id))[0]?.outcome === 'recorded' ? true : null));
  await overtaken.send('fire-alarm', { seq: 1 });
  expect((await centre.alarmsOf(overtaken.id))[0]).toMatchObject({ condition: 'restored', state: 'queued' });
});
