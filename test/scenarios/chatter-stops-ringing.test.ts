import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Centre, openCentre } from '../harness/centre.ts';
import type { TestDevice } from '../harness/device.ts';
import type { Stream } from '../harness/stream.ts';

let centre: Centre;
let stream: Stream;
beforeAll(async () => {
  centre = await openCentre();
  stream = await centre.stream();
});
afterAll(() => centre.tidy());

/** What the stream says of its alarm once it has counted so many events. */
const counted = async (device: TestDevice, events: number): Promise<Record<string, unknown>> =>
  (
    await stream.waitFor(
      'alarm',
      (alarm) => (alarm['device'] as { id?: string } | undefined)?.id === device.id && alarm['events'] === events,
    )
  ).data;
const codes = (alarm: Record<string, unknown>): string[] =>
  (alarm['why'] as { code: string }[]).map(({ code }) => code);

test('a device that says the same three times in a minute is marked, and rings no more', async () => {
  const sensor = await centre.device('door-sensor');
  for (const events of [1, 2, 3, 4]) {
    await sensor.send('tamper', { channel: 'event' });
    const alarm = await counted(sensor, events);
    expect(alarm['rings'], `${events}`).toBe(events < 3 ? undefined : false);
    expect(codes(alarm).includes('chattering')).toBe(events >= 3);
  }
});

test('a button rings every time it is pressed', async () => {
  const button = await centre.device('social-alarm');
  for (const events of [1, 2, 3, 4]) {
    await button.send('alarm-button-pressed');
    const alarm = await counted(button, events);
    expect(alarm['rings'], `${events}`).toBe(events === 1 ? undefined : true);
    expect(codes(alarm)).not.toContain('chattering');
  }
});
