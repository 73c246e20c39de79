import type { AlarmView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import { eventually } from '../harness/eventually.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

test('a sensor is quiet while its resident is away, a fire is not, and a sign of presence ends it and asks', async () => {
  const resident = await centre.resident();
  const sensor = await centre.device('room-sensor', resident);
  const smoke = await centre.device('smoke-detector', resident);
  const away = await centre.operator.post<{ id: string }>(`/api/residents/${resident}/absences`, {
    reason: 'hospital',
  });
  expect(away.status).toBe(201);

  const still = await sensor.send('inactivity', { channel: 'event' });
  await sensor.receipt('stored', still.id);
  await smoke.send('fire-alarm');
  expect(await centre.alarmsOf(smoke.id)).toMatchObject([{ colour: 'red', queue: 'operator' }]);
  await eventually('the decision on it', async () => {
    const rows = await centre.record('select from event where message_id = $1 and outcome = $2', [
      still.id,
      'recorded',
    ]);
    return rows.length > 0 ? true : null;
  });
  expect((await centre.operator.get<{ items: AlarmView[] }>(`/api/alarms?device=${sensor.id}`)).body.items).toEqual([]);

  await sensor.send('movement', { channel: 'event' });
  const [asked] = await centre.alarmsOf(sensor.id);
  expect(asked).toMatchObject({ kind: 'presence-while-away', colour: 'yellow' });
  const { body } = await centre.operator.get<{ items: { endedAt?: string; endedBy?: string }[] }>(
    `/api/residents/${resident}/absences`,
  );
  expect(body.items[0]?.endedAt).toBeDefined();
  expect(body.items[0]?.endedBy).toBeUndefined();

  await sensor.send('inactivity', { channel: 'event' });
  expect((await centre.alarmsOf(sensor.id, 2)).map(({ kind }) => kind).toSorted()).toEqual([
    ...['inactivity', 'presence-while-away'],
  ]);
});
