import { randomUUID } from 'node:crypto';
import { CANARY_TOPICS, readPayload, readStatus } from '@varde/contracts';
import { CANARY_DEVICES, CANARY_KIND, CANARY_MUNICIPALITY, minutes } from '@varde/domain';
import { storeEvents } from '@varde/postgres';
import { startTestDatabase, type TestDatabase, testEvent } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSendCanaries } from './send-canaries.ts';

const T0 = Date.parse('2026-11-21T12:00:00Z');
let database: TestDatabase;
beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(() => database.clear());

/** A broker that takes everything but what goes to one topic. */
const sender = (refuses?: string) => {
  const taken = new Map<string, Buffer>();
  const errors: unknown[] = [];
  const publish = async (topic: string, body: string): Promise<void> => {
    if (topic === refuses) throw new Error('not taken');
    taken.set(topic, Buffer.from(body));
  };
  const onError = (error: unknown): void => void errors.push(error);
  const send = createSendCanaries({ db: database.db, publish, now: () => T0, newId: randomUUID, onError });
  return { send, taken, errors };
};

const lanes = () => database.query('select lane, tried_at, sent_at from lane_watch order by lane');

test('one goes out on every topic, from a device that is registered, as a device would say it', async () => {
  const { send, taken } = sender();
  await send();
  expect([...taken.keys()].toSorted()).toEqual(Object.values(CANARY_TOPICS).toSorted());
  const body = taken.get(CANARY_TOPICS.alarm)!;
  expect(readPayload(body, false)).toMatchObject([{ kind: 'message', eventKind: CANARY_KIND, at: T0 }]);
  expect(readStatus(taken.get(CANARY_TOPICS.status)!)).not.toBeNull();
  expect(await database.query('select id from device order by id')).toEqual(
    Object.values(CANARY_DEVICES).map((id) => ({ id })),
  );
  await send();
});

test('what the broker did not take is not said to be sent', async () => {
  const { send, errors } = sender(CANARY_TOPICS.alarm);
  await send();
  expect(errors).toHaveLength(1);
  expect(await lanes()).toEqual([
    { lane: 'alarm', tried_at: T0, sent_at: null },
    { lane: 'dispatch', tried_at: T0, sent_at: null },
    { lane: 'event', tried_at: T0, sent_at: T0 },
    { lane: 'status', tried_at: T0, sent_at: T0 },
  ]);
});

test('those of more than an hour ago are taken out of the record, and nothing else is', async () => {
  const { send } = sender();
  await send();
  const old = T0 - minutes(61);
  const whose = { municipalityId: CANARY_MUNICIPALITY, kind: CANARY_KIND };
  const device = await database.query<{ id: string }>(
    `insert into device (id, municipality_id, profile, serial, registered_at)
     values (gen_random_uuid(), $1, 'camera', '1', now()) returning id`,
    CANARY_MUNICIPALITY,
  );
  await storeEvents(database.db, [
    testEvent(CANARY_DEVICES.alarm, old, whose),
    testEvent(CANARY_DEVICES.alarm, T0 - minutes(1), whose),
    testEvent(device[0]!.id, old, whose),
  ]);
  await send();
  const left = await database.query<{ received_at: number }>('select received_at from event order by received_at');
  expect(left.map((row) => row.received_at)).toEqual([old, T0 - minutes(1)]);
});
