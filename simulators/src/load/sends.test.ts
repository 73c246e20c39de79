import { expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import type { Saying } from '../device/device-client.ts';
import { arrivals } from './arrivals.ts';
import { heartbeatSends, inOrder, mixSends, redSends, type Send } from './sends.ts';

type Said = { readonly device: number; readonly kind: string; readonly since: number | undefined };

const crowd = (count: number) => {
  const said: Said[] = [];
  const clients = Array.from({ length: count }, (_, device) => ({
    say: ({ kind }: Saying, since?: number): void => void said.push({ device, kind, since }),
  }));
  return { said, clients };
};

const at = (...instants: number[]): Send[] => instants.map((after) => ({ after, go: () => undefined }));

test('of those who send the mix, everybody says as much, and within a moment one gateway', () => {
  const { said, clients } = crowd(100);
  const mix = new Map([['door-opened', 1]]);
  const senders = { byKind: new Map([['door-opened', clients]]), together: 20, draw: seededDraw(1, 'senders') };
  for (const { after, go } of mixSends(arrivals(10_000, 10_000, mix, seededDraw(1, 'load')), senders)) go(after);

  const times = clients.map((_, device) => said.filter((each) => each.device === device).length);
  expect(Math.min(...times)).toBeGreaterThan(800);
  expect(Math.max(...times)).toBeLessThan(1_200);
  const moment = said.filter(({ since }) => since !== undefined && since >= 5_000 && since < 5_002);
  expect(moment.length).toBeGreaterThan(5);
  expect(new Set(moment.map(({ device }) => Math.floor(device / 20))).size).toBe(1);
});

test('fewer than a gateway holds are all drawn from', () => {
  const { said, clients } = crowd(3);
  const mix = new Map([['door-opened', 1]]);
  const senders = { byKind: new Map([['door-opened', clients]]), together: 20, draw: seededDraw(1, 'senders') };
  for (const { after, go } of mixSends(arrivals(1_000, 1_000, mix, seededDraw(1, 'load')), senders)) go(after);
  expect(new Set(said.map(({ device }) => device))).toEqual(new Set([0, 1, 2]));
});

test('a red from each, once, in order', () => {
  const { said, clients } = crowd(50);
  const sends = [...redSends(clients, 10_000, seededDraw(1, 'reds'))];
  expect(sends.every(({ after }, index) => Math.floor(after / 200) === index)).toBe(true);
  for (const { after, go } of sends) go(1_000 + after);
  expect(said.map(({ device }) => device)).toEqual([...clients.keys()]);
  expect(said[0]).toMatchObject({ kind: 'fire-alarm', since: 1_000 + sends[0]!.after });
});

test('heartbeats go round', () => {
  const turns: number[] = [];
  const beats = heartbeatSends(5, 1_000, seededDraw(1, 'heartbeats'), (turn) => turns.push(turn));
  // Taken one by one, as the open loop does, or all beforehand: each knows its own turn.
  for (const { go } of [...beats]) go(0);
  expect(turns).toEqual([0, 1, 2, 3, 4]);
});

test.each([
  [
    [1, 4],
    [2, 3, 5, 6],
  ],
  [[], [1, 2]],
  [[1, 2], []],
])('%j and %j in order', (one, other) => {
  const all = [...inOrder(at(...one), at(...other))].map(({ after }) => after);
  expect(all).toEqual([...one, ...other].sort((a, b) => a - b));
});
