import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { alarmSchema, offerSchema, streamAlarmSchema, streamPresenceSchema } from '@varde/contracts';
import { appendChange, nextChangeSeq } from '@varde/postgres';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openStream, type StreamEvent, type TestStream } from '../../testing/open-stream.ts';
import { raiseAlarm } from '../../testing/raise-alarm.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let url: string;
let kari: TestUser;
const opened: TestStream[] = [];

const stream = async (user: TestUser, lastEventId?: string): Promise<TestStream> => {
  const it = await openStream(url, user.token, lastEventId);
  opened.push(it);
  if (it.status === 200) await it.until(({ event }) => event === 'hello' || event === 'reset');
  return it;
};

const isAlarm =
  (id: string) =>
  ({ event, data }: StreamEvent): boolean =>
    event === 'alarm' && data['id'] === id;

beforeAll(async () => {
  api = await startTestApi();
  url = await api.listen();
  kari = await api.user('operator', { name: 'Kari' });
  await kari.get('/api/me');
  await delay(200);
});
afterEach(() => {
  for (const it of opened.splice(0)) it.close();
});
afterAll(() => api.close());

test('greets at once with a cursor, and pings within three seconds', async () => {
  const it = await stream(kari);
  const [hello] = it.events;
  expect(hello).toMatchObject({ event: 'hello', id: expect.stringMatching(/^\d+$/) });
  const asked = Date.now();
  const ping = await it.until(({ event }) => event === 'ping');
  expect(Date.now() - asked).toBeLessThan(3_000);
  expect(ping.id).toMatch(/^\d+$/);
});

test('a raised alarm is on the stream before the poll that stands behind the bell', async () => {
  const it = await stream(kari);
  const raised = Date.now();
  const { id } = await raiseAlarm(api.database);
  const event = await it.until(isAlarm(id));
  expect(Date.now() - raised).toBeLessThan(900);
  expect(streamAlarmSchema.parse(event.data)).toMatchObject({ state: 'queued', actions: ['raised'] });
});

test('many changes of one alarm in one batch are one event, in its present state', async () => {
  const it = await stream(kari);
  const { id } = await raiseAlarm(api.database);
  await it.until(isAlarm(id));
  const before = it.events.length;
  const ola = await api.user();
  await ola.post(`/api/alarms/${id}/answer`);
  await ola.post(`/api/alarms/${id}/close`, { cause: 'test', action: 'none' });
  // The event of the answer may tell of a closed alarm already.
  const isClosing = (event: StreamEvent): boolean =>
    isAlarm(id)(event) && String(event.data['actions']).includes('closed');
  const last = await it.until(isClosing);
  expect(it.events.slice(before).filter(isAlarm(id)).length).toBeLessThanOrEqual(2);
  expect(last.data['state']).toBe('closed');
});

test('an offer goes to the operator it is offered to, and to nobody else', async () => {
  const ola = await api.user('operator', { name: 'Ola' });
  const [mine, theirs] = [await stream(kari), await stream(ola)];
  const { id } = await raiseAlarm(api.database, { colour: 'red' });
  expect((await kari.post('/api/alarms/next')).json().id).toBe(id);
  const offer = await mine.until(({ event, data }) => event === 'offer' && alarmSchema.parse(data['alarm']).id === id);
  expect(offerSchema.parse(offer.data).alarm.operator?.id).toBe(kari.id);
  await theirs.until((event) => isAlarm(id)(event) && event.data['state'] === 'offered');
  expect(theirs.events.some(({ event }) => event === 'offer')).toBe(false);
  await kari.post(`/api/alarms/${id}/release`);
});

test("another municipality's changes are not on the stream", async () => {
  await api.database.query(
    "insert into municipality select '0301', 'Oslo', answer_targets from municipality where id = '1103' on conflict do nothing",
  );
  const stranger = await api.user('operator', { municipality: '0301' });
  const [mine, theirs] = [await stream(kari), await stream(stranger)];
  const { id } = await raiseAlarm(api.database);
  await mine.until(isAlarm(id));
  await theirs.until(({ event }) => event === 'ping');
  expect(theirs.events.some(({ event }) => event === 'alarm')).toBe(false);
});

test('a resume has everything since its cursor', async () => {
  const first = await stream(kari);
  const seen = await raiseAlarm(api.database);
  const { id: cursor } = await first.until(isAlarm(seen.id));
  first.close();
  const missed = [await raiseAlarm(api.database), await raiseAlarm(api.database)];
  const again = await stream(kari, cursor);
  for (const { id } of missed) await again.until(isAlarm(id));
});

test('a change that commits late, with a lower number than one already sent, is never lost', async () => {
  const live = await stream(kari);
  const { id } = await raiseAlarm(api.database);
  await live.until(isAlarm(id));
  // Takes its number and its transaction id now, and commits after others have come and gone.
  const written = Promise.withResolvers<void>();
  const commit = Promise.withResolvers<void>();
  const late = api.database.db.transaction().execute(async (tx) => {
    const change = { at: Date.now(), municipalityId: '1103', subject: 'alarm', subjectId: id, version: 2 } as const;
    await appendChange(tx, { ...change, seq: await nextChangeSeq(tx), action: 'late-one', actorId: null, detail: {} });
    written.resolve();
    await commit.promise;
  });
  await written.promise;
  const after = await raiseAlarm(api.database);
  const { id: cursor } = await live.until(isAlarm(after.id));
  const early = await stream(kari, cursor);
  await early.until(isAlarm(after.id));
  await live.until(({ event }) => event === 'ping');
  commit.resolve();
  await late;
  const isLate = ({ data }: StreamEvent): boolean =>
    (data['actions'] as string[] | undefined)?.includes('late-one') === true;
  await live.until(isLate);
  await early.until(isLate);
  // And whoever was away when it committed, with a cursor from before.
  const resumed = await stream(kari, cursor);
  await resumed.until(isLate);
  expect(live.events.filter(isLate)).toHaveLength(1);
});

test('under concurrent writers a client that keeps losing its connection misses nothing', async () => {
  const ids: string[] = [];
  const writing = (async () => {
    for (let round = 0; round < 15; round += 1) {
      const raised = await Promise.all(Array.from({ length: 4 }, () => raiseAlarm(api.database)));
      ids.push(...raised.map(({ id }) => id));
    }
  })();
  const seen = new Set<string>();
  let cursor: string | undefined;
  let done = false;
  void writing.then(() => {
    done = true;
  });
  for (let left = 200; left > 0 && !(done && ids.every((id) => seen.has(id))); left -= 1) {
    const it: TestStream = await stream(kari, cursor);
    await delay(15);
    it.close();
    for (const { event, data } of it.events) if (event === 'alarm') seen.add(String(data['id']));
    cursor = it.events.at(-1)?.id ?? cursor;
  }
  await writing;
  expect(ids.filter((id) => !seen.has(id))).toEqual([]);
});

test('a cursor that is none of ours is 400; one from another database begins anew', async () => {
  for (const bad of ['abc', '-1', '99999999999999999999999']) {
    expect((await kari.send({ url: '/api/stream', headers: { 'last-event-id': bad } })).statusCode).toBe(400);
  }
  const it = await stream(kari, '18446744073709551615');
  expect(it.events[0]?.event).toBe('reset');
});

test('a cursor too old to catch up with begins anew', async () => {
  const { id: cursor } = (await stream(kari)).events[0] as StreamEvent;
  await api.database.query(`insert into change_log (at, municipality_id, subject, subject_id, version, action)
    select now(), '1103', 'device', gen_random_uuid(), 1, 'changed' from generate_series(1, 6000)`);
  const it = await stream(kari, cursor);
  expect(it.events[0]?.event).toBe('reset');
});

test('presence is news, and an open stream keeps its operator present', async () => {
  const ola = await api.user('operator', { name: 'Ola' });
  const it = await stream(kari);
  await ola.send({ method: 'PUT', url: '/api/me/presence', payload: { available: true } });
  const event = await it.until(({ event, data }) => event === 'presence' && JSON.stringify(data).includes(ola.id));
  expect(streamPresenceSchema.parse(event.data)).toMatchObject({ available: true, operator: { name: 'Ola' } });
  await stream(ola);
  await api.database.query("update presence set seen_at = now() - interval '1 hour' where staff_id = $1", ola.id);
  await expect
    .poll(
      async () =>
        (
          await api.database.query<{ here: boolean }>(
            "select seen_at > now() - interval '1 minute' as here from presence where staff_id = $1",
            ola.id,
          )
        )[0]?.here,
      { timeout: 8_000 },
    )
    .toBe(true);
});

test('a client that does not read is cut off, and the others notice nothing', async () => {
  const [slow, quick] = [await stream(kari), await stream(kari)];
  slow.socket.pause();
  const { id } = await raiseAlarm(api.database);
  const long = 'x'.repeat(20_000);
  await api.database.query(
    `update alarm set why = jsonb_build_array(jsonb_build_object('code', 'kind', 'values', jsonb_build_object('kind', $2::text)))
     where id = $1`,
    id,
    long,
  );
  for (let n = 0; n < 400; n += 1) {
    await api.database.query(
      `insert into change_log (at, municipality_id, subject, subject_id, version, action)
       values (now(), '1103', 'alarm', $1, $2, 'note')`,
      id,
      n + 2,
    );
    await api.database.query("select pg_notify('varde_changes', '')");
    await delay(5);
  }
  slow.socket.resume();
  await slow.ended;
  const mark = await raiseAlarm(api.database);
  await quick.until(isAlarm(mark.id));
});

test('a stream ends with its token', async () => {
  const it = await stream(kari);
  api.clock.ahead = 3_600_000;
  await it.ended;
  api.clock.ahead = 0;
});

test('who hung up before the stream began leaves nothing behind', async () => {
  const open = async (): Promise<number> =>
    Number(/varde_streams_open\{.*\} (\d+)/.exec((await api.app.inject('/metrics')).body)?.[1]);
  const { hostname, port } = new URL(url);
  // Never seen before, so the request waits for the database while its connection ends.
  const users = await Promise.all(Array.from({ length: 20 }, () => api.user()));
  for (const { token } of users) {
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`GET /api/stream HTTP/1.1\r\nhost: varde\r\nauthorization: Bearer ${token}\r\n\r\n`, () => {
      socket.resetAndDestroy();
    });
  }
  await delay(1_000);
  expect(await open()).toBe(0);
});
