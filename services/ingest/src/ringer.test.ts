import type { TriageJob } from '@varde/contracts';
import type { StoredEvent } from '@varde/postgres';
import type { RingOptions } from '@varde/queues';
import { expect, test } from 'vitest';
import { createRinger } from './ringer.ts';

const fire = (id: number, deviceId: string): StoredEvent => ({
  id: String(id),
  deviceId,
  messageId: String(id),
  kind: 'fire-alarm',
  lane: 'alarm',
});

test("a device's flood of alarms rings behind everybody else's, and in turn again later", () => {
  const rung: { id: string | undefined; priority: number }[] = [];
  const producer = {
    ring: async ({ eventIds }: TriageJob, { priority }: RingOptions) => {
      rung.push({ id: eventIds[0], priority });
      return true;
    },
    ping: async () => {},
    close: async () => {},
  };
  let clock = 0;
  const ring = createRinger(
    { alarm: producer, event: producer },
    () => {},
    () => clock,
  );
  ring(Array.from({ length: 12 }, (_, n) => fire(n, 'flood')));
  ring([fire(100, 'other')]);
  clock = 10_000;
  ring([fire(200, 'flood')]);
  expect(rung.map(({ priority }) => priority)).toEqual([...Array(10).fill(1), 6, 6, 1, 1]);
});
