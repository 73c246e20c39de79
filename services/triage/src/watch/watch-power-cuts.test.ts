import { minutes, seconds } from '@varde/domain';
import { findAlarm, listWaitingKeys, loadOpenIncidents } from '@varde/postgres';
import { insertMunicipality, startTestDatabase, TEST_MUNICIPALITY, type TestDatabase } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { T0 } from '../testing/triage-bench.ts';
import { closeAsTechnician, createWatchBench, insertStreet, type WatchBench } from '../testing/watch-bench.ts';
import { createPowerCutWatch } from './watch-power-cuts.ts';

let database: TestDatabase;
let bench: WatchBench;
let look: () => Promise<void>;
let streets: string[][];

beforeAll(async () => {
  database = await startTestDatabase();
});
afterAll(() => database.stop());
beforeEach(async () => {
  await database.clear();
  await insertMunicipality(database.db);
  streets = [];
  for (const name of ['A', 'B', 'C']) streets.push(await insertStreet(database, name, 12));
  bench = createWatchBench(database, T0);
  look = createPowerCutWatch(bench.watching);
});

type Row = { id: string; kind: string; queue: string; condition: string; state: string; events: number };
const alarmsOf = (kind: string): Promise<Row[]> =>
  database.query<Row>(
    'select id, kind, queue, condition, state, events from alarm where kind = $1 order by number',
    kind,
  );
const technicians = () => listWaitingKeys(database.db, { municipalityId: TEST_MUNICIPALITY, queue: 'technician' });
const some = (count: number): string[] => streets.flatMap((street) => street.slice(0, count));
const whyOf = async (kind: string): Promise<unknown> =>
  (await database.query<{ why: unknown }>('select why from alarm where kind = $1', kind))[0]?.why;

test('a power cut is one item for the technicians, with members, and a call round for the operators', async () => {
  await bench.say('mains-lost', some(8));
  expect(await technicians()).toHaveLength(24);
  await look();
  const [cut] = await alarmsOf('power-cut');
  expect(cut).toMatchObject({ queue: 'technician', condition: 'active', state: 'queued' });
  expect((await technicians()).map(({ id }) => id)).toEqual([cut?.id]);
  expect(await alarmsOf('power-cut-call-round')).toMatchObject([{ queue: 'operator', condition: 'active', events: 1 }]);
  expect(await whyOf('power-cut')).toEqual([{ code: 'power-cut', values: { count: 24 } }]);
  expect(await findAlarm(database.db, TEST_MUNICIPALITY, cut?.id ?? '')).toMatchObject({ place: 'Prøvebydel' });
  expect(bench.announced).toContain(TEST_MUNICIPALITY);
});

test('looking again changes nothing, and two that look at once begin one', async () => {
  await bench.say('mains-lost', some(8));
  await Promise.all([look(), createPowerCutWatch(bench.watching)()]);
  await look();
  const before = await database.query('select seq from change_log');
  await look();
  expect(await database.query('select seq from change_log')).toHaveLength(before.length);
  expect(await alarmsOf('power-cut')).toHaveLength(1);
  expect(await alarmsOf('power-cut-call-round')).toHaveLength(1);
});

test('who reports late joins it; the numbers grow and nothing rings', async () => {
  await bench.say('mains-lost', some(8));
  await look();
  bench.at += minutes(20);
  await bench.say(
    'mains-lost',
    some(11).filter((id) => !some(8).includes(id)),
  );
  await look();
  expect(await technicians()).toHaveLength(1);
  expect(await whyOf('power-cut')).toEqual([{ code: 'power-cut', values: { count: 33 } }]);
  expect(await whyOf('power-cut-call-round')).toEqual([{ code: 'call-round', values: { count: 33 } }]);
  const told = await database.query(`select from change_log where detail ? 'rings'`);
  expect(told).toEqual([]);
});

test('it is restored with its members, and comes to life with any of them', async () => {
  await bench.say('mains-lost', some(8));
  await look();
  bench.at += minutes(5);
  await bench.say('mains-restored', some(8).slice(1));
  await look();
  expect(await alarmsOf('power-cut')).toMatchObject([{ condition: 'active' }]);
  await bench.say('mains-restored', some(1).slice(0, 1));
  await look();
  expect(await alarmsOf('power-cut')).toMatchObject([{ condition: 'restored', state: 'queued' }]);
  expect(await alarmsOf('power-cut-call-round')).toMatchObject([{ condition: 'restored', state: 'queued' }]);
  bench.at += minutes(1);
  await bench.say('mains-lost', some(1));
  await look();
  expect(await alarmsOf('power-cut')).toMatchObject([{ condition: 'active' }]);
});

test('closing it closes the members whose power is back, in the same words; the others stand for themselves', async () => {
  await bench.say('mains-lost', some(8));
  await look();
  bench.at += minutes(5);
  const [dark = '', ...back] = some(8);
  await bench.say('mains-restored', back);
  await look();
  const [cut] = await alarmsOf('power-cut');
  const person = await closeAsTechnician(database, cut?.id ?? '', bench.at);
  await look();
  const members = await database.query<Record<string, unknown>>(
    `select device_id, state, cause, action, operator_id, incident_id is null as alone from alarm where kind = 'mains-lost'`,
  );
  for (const member of members.filter(({ device_id }) => device_id !== dark)) {
    expect(member).toMatchObject({ state: 'closed', cause: 'technical-fault', action: 'none', operator_id: person });
  }
  expect(members.find(({ device_id }) => device_id === dark)).toMatchObject({ state: 'queued', alone: true });
  expect(await technicians()).toHaveLength(1);
  expect(await database.query('select from receipt_outbox')).toHaveLength(23);
  expect(await loadOpenIncidents(database.db, 'power-cut')).toEqual([]);
  await look();
  expect(await alarmsOf('power-cut')).toHaveLength(1);
});

test('a nursing home is an incident of its own, when it is clear that its area has power', async () => {
  const rooms = await insertStreet(database, 'Prøve sykehjem', 10, 'nurse-call');
  await bench.say('mains-lost', rooms);
  await look();
  expect(await alarmsOf('power-cut')).toEqual([]);
  bench.at += seconds(31);
  await look();
  const [cut] = await alarmsOf('power-cut');
  const record = await findAlarm(database.db, TEST_MUNICIPALITY, cut?.id ?? '');
  expect(record?.place).toBe('Prøve sykehjem, Prøvebydel');
});

test('single plugs stay what they are', async () => {
  await bench.say('mains-lost', some(1));
  bench.at += minutes(1);
  await look();
  expect(await alarmsOf('power-cut')).toEqual([]);
  expect(await technicians()).toHaveLength(3);
});
