import { randomUUID } from 'node:crypto';
import type { Receipt } from '@varde/contracts';
import { enqueueMergedReceipt } from '@varde/postgres';
import { startTestDatabase, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createDrainReceipts } from './drain-receipts.ts';

let database: TestDatabase;
let sent: { topic: string; id: string | null }[];

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  sent = [];
});

/** Receipts of these devices, in this order; gives the ids of their messages. */
const enqueue = (deviceIds: readonly string[]): Promise<string[]> =>
  database.db.transaction().execute(async (tx) => {
    const ids = deviceIds.map(() => randomUUID());
    for (const [i, deviceId] of deviceIds.entries()) await enqueueMergedReceipt(tx, deviceId, ids[i]!, 0);
    return ids;
  });

const drain = (broker: (receipt: Receipt) => Promise<void> = async () => undefined): (() => Promise<void>) =>
  createDrainReceipts({
    db: database.db,
    publish: async (topic, body, qos) => {
      const receipt = JSON.parse(body) as Receipt;
      expect(qos).toBe(1);
      await broker(receipt);
      sent.push({ topic, id: receipt.id });
    },
    onError: () => undefined,
  });

const left = async (): Promise<number> => (await database.query('select from receipt_outbox')).length;

test('every receipt is sent once, in order per device, and then gone', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  const ids = await enqueue(Array.from({ length: 250 }, (_, n) => (n % 3 === 0 ? one : two)));
  const run = drain();
  await Promise.all([run(), run(), run()]);
  expect(sent).toHaveLength(250);
  for (const device of [one, two]) {
    const mine = sent.filter(({ topic }) => topic === `varde/v1/${device}/receipt`).map(({ id }) => id);
    expect(mine).toEqual(ids.filter((_, n) => (n % 3 === 0 ? one : two) === device));
  }
  expect(await left()).toBe(0);
});

test('what the broker did not take stays, and holds back only its own device', async () => {
  const [one, two] = [randomUUID(), randomUUID()];
  const ids = await enqueue([one, two, one, two]);
  let gone = true;
  const run = drain(async (receipt) => {
    if (gone && receipt.id === ids[0]) throw new Error('no PUBACK');
  });
  await run();
  expect(sent.map(({ id }) => id)).toEqual([ids[1], ids[3]]);
  expect(await left()).toBe(2);
  gone = false;
  await run();
  expect(sent.map(({ id }) => id)).toEqual([ids[1], ids[3], ids[0], ids[2]]);
  expect(await left()).toBe(0);
});

test('a receipt enqueued while a drain runs is sent by the drain it asked for', async () => {
  const device = randomUUID();
  const [first] = await enqueue([device]);
  const publishing = Promise.withResolvers<void>();
  const taken = Promise.withResolvers<void>();
  const run = drain(async (receipt) => {
    if (receipt.id !== first) return;
    publishing.resolve();
    await taken.promise;
  });
  const running = run();
  await publishing.promise;
  const [second] = await enqueue([device]);
  const asked = run();
  taken.resolve();
  await Promise.all([running, asked]);
  expect(sent.map(({ id }) => id)).toEqual([first, second]);
});
