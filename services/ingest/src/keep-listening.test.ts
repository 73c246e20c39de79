import { type Listening, seconds } from '@varde/domain';
import { expect, test } from 'vitest';
import { keepListening } from './keep-listening.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');

const setUp = () => {
  const stretches = new Map<number, number>();
  const state = { at: T0, broker: true, database: true };
  const must = async (works: boolean): Promise<void> => {
    if (!works) throw new Error('gone');
  };
  const note = keepListening({
    connected: () => must(state.broker),
    save: async ({ since, until }: Listening) => {
      await must(state.database);
      stretches.set(since - T0, until - T0);
    },
    now: () => state.at,
  });
  const after = async (count: number): Promise<void> => {
    state.at += seconds(count);
    await note().catch(() => undefined);
  };
  return { state, after, heard: () => [...stretches] };
};

test('a stretch grows while heartbeats come through', async () => {
  const { after, heard } = setUp();
  for (const wait of [0, 5, 5, 5]) await after(wait);
  expect(heard()).toEqual([[0, 15_000]]);
});

test.each(['broker', 'database'] as const)(
  'it ends when the %s is gone, and another begins afterwards',
  async (which) => {
    const { state, after, heard } = setUp();
    await after(0);
    await after(5);
    state[which] = false;
    await after(5);
    await after(5);
    state[which] = true;
    await after(5);
    await after(5);
    expect(heard()).toEqual([
      [0, 5_000],
      [20_000, 25_000],
    ]);
  },
);

test('who was frozen did not listen', async () => {
  const { after, heard } = setUp();
  await after(0);
  await after(600);
  await after(5);
  expect(heard()).toEqual([
    [0, 0],
    [600_000, 605_000],
  ]);
});
