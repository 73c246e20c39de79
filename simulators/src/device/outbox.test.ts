import type { Lane } from '@varde/domain';
import { describe, expect, test } from 'vitest';
import { createOutbox, type Kept } from './outbox.ts';
import { createRoom } from './room.ts';

const kept = (id: string, lane: Lane = 'event'): Kept => ({
  deviceId: 'device',
  message: { id, kind: 'door-opened', at: '2026-11-21T08:00:00.000Z' },
  lane,
  since: 0,
  tries: 0,
  publishedAt: null,
  dueAt: 0,
  state: null,
  settledAt: null,
});

test('holds what it was given until that is settled, once', () => {
  const outbox = createOutbox(createRoom(10));
  const a = kept('a');
  outbox.put(a);
  outbox.put(kept('b'));
  expect(outbox.holds(a)).toBe(true);
  expect(outbox.settle('a')).toBe(a);
  expect(outbox.settle('a')).toBeUndefined();
  expect(outbox.holds(a)).toBe(false);
  expect([...outbox.waiting].map(({ message }) => message.id)).toEqual(['b']);
});

test('a room that is shared is full for all of them', () => {
  const room = createRoom(2);
  const [one, other] = [createOutbox(room), createOutbox(room)];
  one.put(kept('a'));
  one.put(kept('b'));
  const late = kept('c', 'alarm');
  expect(other.put(late)).toBe(late);
  one.settle('a');
  expect(other.put(late)).toBeNull();
});

describe('full', () => {
  test.each<[string, Lane[], Lane, string]>([
    ['an event finds no room', ['event', 'alarm'], 'event', 'new'],
    ['a call takes the place of the oldest event', ['alarm', 'event', 'event'], 'alarm', '1'],
    ['a call finds no room among calls', ['alarm', 'alarm'], 'alarm', 'new'],
  ])('%s', (_name, inside, newcomer, dropped) => {
    const outbox = createOutbox(createRoom(inside.length));
    inside.forEach((lane, index) => {
      outbox.put(kept(String(index), lane));
    });
    expect(outbox.put(kept('new', newcomer))?.message.id).toBe(dropped);
    expect(outbox.size).toBe(inside.length);
    expect(outbox.settle(dropped)).toBeUndefined();
  });
});
