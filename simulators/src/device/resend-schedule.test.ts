import { expect, test } from 'vitest';
import type { Kept } from './outbox.ts';
import { createResendSchedule, resendDelay } from './resend-schedule.ts';

const kept = (id: string): Kept => ({
  deviceId: 'device',
  message: { id, kind: 'door-opened', at: '2026-11-21T08:00:00.000Z' },
  lane: 'event',
  since: 0,
  tries: 0,
  publishedAt: null,
  dueAt: 0,
  state: null,
  settledAt: null,
});

test('again after 2, 4, 8 … 60 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 100].map(resendDelay)).toEqual([
    2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

test('each has its turn once, when its own delay is over', () => {
  const schedule = createResendSchedule();
  const take = (now: number): string[] => [...schedule.takeDue(now)].map(({ message }) => message.id);
  const [first, second] = [kept('first'), kept('second')];
  first.tries = 2;
  schedule.sent(first, 0);
  second.tries = 1;
  schedule.sent(second, 1_000);
  expect(take(2_999)).toEqual([]);
  expect(take(3_000)).toEqual(['second']);
  expect(take(3_000)).toEqual([]);
  expect(take(4_000)).toEqual(['first']);
});

test('sent again before its turn, it waits from then on, and holds up nobody behind it', () => {
  const schedule = createResendSchedule();
  const [first, second] = [kept('first'), kept('second')];
  for (const each of [first, second]) {
    each.tries = 1;
    schedule.sent(each, 0);
  }
  first.tries = 2;
  schedule.sent(first, 1_000);
  expect([...schedule.takeDue(2_000)]).toEqual([second]);
  expect([...schedule.takeDue(5_000)]).toEqual([first]);
});

test('thousands have their turn in the order in which they were sent', () => {
  const schedule = createResendSchedule();
  const all = Array.from({ length: 5_000 }, (_, index) => kept(String(index)));
  for (const [index, each] of all.entries()) {
    each.tries = 1;
    schedule.sent(each, index);
  }
  const taken = Array.from({ length: 71 }, (_, step) => [...schedule.takeDue(step * 100)]);
  expect(taken.flat()).toEqual(all);
});
