import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

const inAnHour = (): string => new Date(Date.now() + 3_600_000).toISOString();

test('a key box that somebody opens for a visit is in the log, and one that nothing explains is an alarm', async () => {
  const resident = await centre.resident();
  const keyBox = await centre.device('key-box', resident);
  const right = await centre.operator.post(`/api/devices/${keyBox.id}/unlock-rights`, {
    ...{ holder: 'Hjemmetjenesten', until: inAnHour(), visit: 'Morgenstell' },
  });
  expect(right.status).toBe(201);
  await keyBox.send('key-box-opened', { channel: 'event' });
  await keyBox.receipt('stored');
  expect((await centre.operator.post(`/api/unlock-rights/${right.body['id']}/revoke`)).status).toBe(200);
  // Whoever is late by ten minutes is expected all the same.
  await centre.record(`update unlock_right set revoked_at = now() - interval '1 hour' where id = $1`, [
    right.body['id'],
  ]);

  const opened = await keyBox.send('key-box-opened', { channel: 'event' });
  const [alarm] = await centre.alarmsOf(keyBox.id);
  expect(alarm).toMatchObject({ colour: 'orange', kind: 'key-box-opened', queue: 'operator' });
  expect(alarm?.why.map(({ code }) => code)).toEqual(['opening-unexplained']);

  const log = await centre.operator.get<{ items: { at: string; explained: boolean }[] }>(
    `/api/devices/${keyBox.id}/openings`,
  );
  expect(log.body.items).toHaveLength(2);
  expect(log.body.items.find(({ at }) => Date.parse(at) === Date.parse(opened.at))?.explained).toBe(false);
});
