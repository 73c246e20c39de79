import type { Lane } from '@varde/domain';
import { describe, expect, test } from 'vitest';
import { createOutbox, type Kept, resendDelay } from './outbox.ts';

const kept = (id: string, lane: Lane = 'event', dueAt = 0): Kept => ({
  deviceId: 'device',
  message: { id, kind: 'door-opened', at: '2026-11-21T08:00:00.000Z' },
  lane,
  since: 0,
  tries: 0,
  publishedAt: null,
  dueAt,
  state: null,
  settledAt: null,
});

test('sends again after 2, 4, 8 … 60 s', () => {
  expect([1, 2, 3, 4, 5, 6, 7, 100].map(resendDelay)).toEqual([
    2_000, 4_000, 8_000, 16_000, 32_000, 60_000, 60_000, 60_000,
  ]);
});

test('gives what is due, oldest first, until it is settled', () => {
  const outbox = createOutbox(10);
  for (const each of [kept('a', 'event', 5), kept('b', 'event', 10), kept('c', 'event', 20)]) outbox.put(each);
  expect(outbox.due(10).map(({ message }) => message.id)).toEqual(['a', 'b']);
  expect(outbox.settle('a')?.message.id).toBe('a');
  expect(outbox.settle('a')).toBeUndefined();
  expect(outbox.due(10).map(({ message }) => message.id)).toEqual(['b']);
  expect(outbox.size).toBe(2);
});

describe('full', () => {
  test.each<[string, Lane[], Lane, string]>([
    ['an event finds no room', ['event', 'alarm'], 'event', 'new'],
    ['a call takes the place of the oldest event', ['alarm', 'event', 'event'], 'alarm', '1'],
    ['a call finds no room among calls', ['alarm', 'alarm'], 'alarm', 'new'],
  ])('%s', (_name, inside, newcomer, dropped) => {
    const outbox = createOutbox(inside.length);
    inside.forEach((lane, index) => {
      outbox.put(kept(String(index), lane));
    });
    expect(outbox.put(kept('new', newcomer))?.message.id).toBe(dropped);
    expect(outbox.size).toBe(inside.length);
    expect(outbox.settle(dropped)).toBeUndefined();
  });
});
