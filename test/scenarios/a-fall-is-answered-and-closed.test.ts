import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

test('a fall reaches the operator, who answers and closes it, and the sensor hears of each step', async () => {
  const stream = await centre.stream();
  const sensor = await centre.device('fall-sensor');

  const fall = await sensor.send('fall-detected', { data: { room: 'bad' } });
  const shown = await stream.waitFor('alarm', (alarm) => (alarm['device'] as { id: string })?.id === sensor.id);
  expect(shown.data).toMatchObject({
    colour: 'red',
    state: 'queued',
    condition: 'active',
    queue: 'operator',
    events: 1,
  });
  expect(shown.data['why']).not.toHaveLength(0);
  expect(await sensor.receipt('stored', fall.id)).toMatchObject({ id: fall.id, state: 'stored' });

  const id = shown.data['id'] as string;
  const answered = await centre.operator.post(`/api/alarms/${id}/answer`);
  expect(answered).toMatchObject({ status: 200, body: { state: 'handling', operator: { name: expect.any(String) } } });
  expect(await sensor.receipt('answered', fall.id)).toMatchObject({ id: fall.id });

  await centre.operator.post(`/api/alarms/${id}/note`, { text: 'Sitter i stolen, uskadd.' });
  const closed = await centre.operator.post(`/api/alarms/${id}/close`, { cause: 'fall', action: 'talked' });
  expect(closed).toMatchObject({ status: 200, body: { state: 'closed', cause: 'fall', action: 'talked' } });
  expect(await sensor.receipt('closed', fall.id)).toMatchObject({ id: fall.id });

  // Two processes read the alarm topic; the sensor hears of each step once.
  expect(sensor.receipts.map((receipt) => receipt.state)).toEqual(['stored', 'answered', 'closed']);

  const { body } = await centre.operator.get<{ timeline: { action: string }[] }>(`/api/alarms/${id}`);
  expect(body.timeline.map((entry) => entry.action)).toEqual(['raised', 'answered', 'note', 'closed']);
});
