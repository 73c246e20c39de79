import { randomUUID } from 'node:crypto';
import type { TestMessage } from '@varde/postgres';
import { expect, test, vi } from 'vitest';
import type { Judged } from './judge-delivery.ts';
import { createNoteTests } from './note-tests.ts';

const said = (deviceId: string, isTest = true): Judged => ({
  kind: 'store',
  event: {
    ...{ municipalityId: '1103', deviceId, messageId: randomUUID(), kind: 'sos-pressed', lane: 'alarm', data: null },
    ...{ at: 0, receivedAt: 0, seq: null, test: isTest, marks: [] },
  },
});

test('a flood of tests is one statement at a time, with the latest of each device', async () => {
  const noted: (readonly TestMessage[])[] = [];
  const done = Promise.withResolvers<void>();
  const notes = createNoteTests(
    async (messages) => {
      noted.push(messages);
      await done.promise;
    },
    () => 7,
    () => undefined,
  );
  for (let n = 0; n < 500; n += 1) notes([said('one'), said('two')], 5);
  expect(noted.map((messages) => messages.length)).toEqual([2]);
  done.resolve();
  await vi.waitFor(() => expect(noted.map((messages) => messages.length)).toEqual([2, 2]));
  expect(noted[1]?.[0]).toMatchObject({ deviceId: 'one', storedAt: 5, receiptAt: 7 });
});

test('what is no test is noted nowhere, and a note that fails is told and no more', async () => {
  const failed: unknown[] = [];
  const notes = createNoteTests(
    () => Promise.reject(new Error('no database')),
    () => 0,
    (error) => failed.push(error),
  );
  notes([said('one', false)], 0);
  notes([said('one')], 0);
  await vi.waitFor(() => expect(failed).toHaveLength(1));
});
