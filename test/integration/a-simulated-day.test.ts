import { expect, inject, test } from 'vitest';
import { openCentre } from '../harness/centre.ts';
import { runCommand } from '../harness/stack.ts';

test('a simulated day runs against the stack, and everything it sends is stored', async () => {
  const { dir } = inject('stack');
  const hours = ['--residents', '40', '--speed', '600', '--from', '07:00', '--duration', '15s'];
  const summary = await runCommand(['simulate', 'day', ...hours, '--data', dir]);
  expect(summary).toMatch(/stored/);
  const centre = await openCentre();
  const [told] = await centre.record<{ events: number; heartbeats: number }>(
    `select (select count(*)::int from event e join device d on d.id = e.device_id where d.serial not like 'TEST-%') events,
            (select count(*)::int from device_status) heartbeats`,
  );
  expect(told?.events).toBeGreaterThan(0);
  expect(told?.heartbeats).toBeGreaterThan(20);
  await centre.tidy();
}, 60_000);
