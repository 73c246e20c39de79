import { randomUUID } from 'node:crypto';
import { type ImportReport, importReportSchema } from '@varde/contracts';
import { lockResident, moveResident } from '@varde/postgres';
import { insertHome, TEST_MUNICIPALITY } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nationalIdFor } from '../../testing/national-ids.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let tore: TestUser;
let olga: string;
/** Synthetic, as every one here: the month is 80 too high. */
const NATIONAL_ID = '05875048521';

beforeAll(async () => {
  api = await startTestApi();
  tore = await api.user('technician');
  olga = (await insertHome(api.database.db)).residentIds[0] ?? '';
  await api.database.query('update resident set national_id = $1 where id = $2', NATIONAL_ID, olga);
});
afterAll(() => api.close());

const send = (payload: string | Buffer, query = '', type = 'text/csv') =>
  tore.send({ method: 'POST', url: `/api/devices/import${query}`, headers: { 'content-type': type }, payload });
const report = async (payload: string | Buffer, query = ''): Promise<ImportReport> => {
  const answer = await send(payload, query);
  expect([answer.statusCode, answer.json().code]).toEqual([200, undefined]);
  return importReportSchema.parse(answer.json());
};
const serials = async (prefix: string): Promise<string[]> =>
  (await tore.get(`/api/devices?serial=${prefix}`)).json().items.map(({ serial }: { serial: string }) => serial);

const HEADER = 'Profil;Serienummer;Fødselsnummer;Plassering;Lager\r\n';

test('a dry run first, then the same for good, and again it changes nothing', async () => {
  const file = `${HEADER}fall-sensor;IMP-1;;;Bil 2\r\nsocial-alarm;IMP-2;${NATIONAL_ID};Stue;\r\n`;
  expect(await report(file, '?dryRun=true')).toMatchObject({ rows: 2, created: 2, wrong: 0, written: false });
  expect(await serials('IMP-')).toEqual([]);
  expect(await report(file)).toMatchObject({ created: 2, written: true });
  expect(await report(file)).toMatchObject({ created: 0, unchanged: 2, written: true });
  const [, second] = (await tore.get('/api/devices?serial=IMP-')).json().items;
  expect(second).toMatchObject({ serial: 'IMP-2', state: 'in-service', residentId: olga, place: 'Stue' });
  const changes = await api.database.query(
    `select action, actor_id, detail from change_log where subject_id = $1`,
    second.id,
  );
  expect(changes).toEqual([{ action: 'registered', actor_id: tore.id, detail: { imported: true } }]);
});

const WRONG = [
  'toaster;BAD-1;;;',
  'fall-sensor;;;;',
  'fall-sensor;=1+1;;;',
  'fall-sensor;BAD-4;12345678901;;',
  'fall-sensor;BAD-5;1018045678;;',
  'fall-sensor;BAD-6;01018012345;;',
  'fall-sensor;GOOD-7;;;',
  'fall-sensor;GOOD-7;;;',
  'mobile-alarm;356938035648309;;;',
  'fall-sensor;GOOD-10;;;',
];

test('every fault by row and column: all or nothing, or the good rows by choice', async () => {
  const file = HEADER + WRONG.join('\r\n');
  const refused = await send(file);
  expect(refused.json()).toMatchObject({ status: 422, code: 'import-faults' });
  const { current } = refused.json();
  expect(current.faults.map(({ row, column, code }: ImportReport['faults'][number]) => [row, column, code])).toEqual([
    [2, 'profil', 'profile-unknown'],
    [3, 'serienummer', 'missing'],
    [4, 'serienummer', 'formula'],
    [5, 'fødselsnummer', 'national-id-invalid'],
    [6, 'fødselsnummer', 'national-id-invalid'],
    [7, 'fødselsnummer', 'national-id-invalid'],
    [9, 'serienummer', 'duplicate'],
    [10, 'serienummer', 'serial-check-digit'],
  ]);
  expect(await serials('GOOD-')).toEqual([]);
  expect(await report(file, '?rows=good')).toMatchObject({ created: 2, wrong: 8, written: true });
  expect(await serials('GOOD-')).toEqual(['GOOD-10', 'GOOD-7']);
});

test('somebody nobody knows, and a device that is another’s', async () => {
  const unknown = await send(`Profil;Serienummer;Beboer\nfall-sensor;U-1;${randomUUID()}\n`);
  expect(unknown.json().current.faults).toMatchObject([{ row: 2, column: 'beboer', code: 'resident-unknown' }]);
  await report(`${HEADER}fall-sensor;U-2;;;\n`);
  const elsewhere = await send(`${HEADER}fall-sensor;U-2;${NATIONAL_ID};;\n`);
  expect(elsewhere.json().current.faults).toMatchObject([{ row: 2, code: 'registered-elsewhere' }]);
});

test('a device hangs where its resident lives when it is written, and of one national id with whoever is served', async () => {
  const { id, residentIds } = await insertHome(api.database.db);
  const who = nationalIdFor(60);
  await api.database.query('update resident set national_id = $1 where id = $2', who, residentIds[0]);
  await api.database.query(
    `insert into resident (id, municipality_id, home_id, given_name, family_name, national_id, closed_at, closed_reason)
     select gen_random_uuid(), municipality_id, home_id, given_name, family_name, national_id, now(), 'moved-away'
     from resident where id = $1`,
    residentIds[0],
  );
  const next = await insertHome(api.database.db, 0);
  const { imported } = await api.database.db.transaction().execute(async (tx) => {
    const before = await lockResident(tx, TEST_MUNICIPALITY, residentIds[0] ?? '');
    if (before === null) throw new Error('nobody lives there');
    await moveResident(tx, before, next.id, { along: [], left: [] }, { actorId: tore.id, now: Date.now() });
    const sent = report(`${HEADER}fall-sensor;MOVES-1;${who};;\n`);
    const waits = () => api.database.query('select from pg_locks where not granted');
    await expect.poll(async () => (await waits()).length).toBeGreaterThan(0);
    return { imported: sent };
  });
  expect(await imported).toMatchObject({ created: 1 });
  const [device] = await api.database.query(`select home_id, resident_id from device where serial = 'MOVES-1'`);
  expect(device).toEqual({ home_id: next.id, resident_id: residentIds[0] });
  expect(next.id).not.toBe(id);
});

test('what is no CSV file of devices is said to be none, and why', async () => {
  expect((await send('Navn;Adresse\nOla;Gata 1\n')).json()).toMatchObject({
    ...{ status: 400, code: 'csv-columns-missing' },
    detail: 'Missing: profil, serienummer. Found: navn, adresse.',
  });
  expect((await send(Buffer.from([0x50, 0x4b, 3, 4, 0, 0]))).json()).toMatchObject({ code: 'csv-unreadable' });
  expect((await send('{}', '', 'application/json')).json()).toMatchObject({ status: 415 });
  expect((await send(Buffer.alloc(17 * 1024 * 1024, 'x'))).json()).toMatchObject({
    status: 413,
    code: 'body-too-large',
  });
  const operator = await api.user('operator');
  const refused = await operator.send({
    ...{ method: 'POST', url: '/api/devices/import', payload: HEADER },
    headers: { 'content-type': 'text/csv' },
  });
  expect(refused.statusCode).toBe(403);
});

test('what is exported is a file that the import reads again, and a spreadsheet runs nothing of it', async () => {
  await report(`${HEADER}fall-sensor;EXP-1;${NATIONAL_ID};"Bad; oppe";\n`);
  await api.database.query(`update device set place = '=2+3' where serial = 'GOOD-10'`);
  const file = await tore.get('/api/devices/export?profile=fall-sensor');
  expect(file.headers['content-type']).toContain('text/csv');
  expect(file.body).toContain(`fall-sensor;EXP-1;${olga};"Bad; oppe";;in-service`);
  expect(file.body).toContain(`;'=2+3;`);
  const again = await report(file.body, '?dryRun=true');
  expect(again).toMatchObject({ created: 0, wrong: 0 });
  expect(again.unchanged).toBe(again.rows);
});

test('ten thousand rows', async () => {
  const rows = Array.from({ length: 10_000 }, (_, index) => `fall-sensor;MANY-${index};;;Lager`);
  expect(await report(HEADER + rows.join('\r\n'))).toMatchObject({ rows: 10_000, created: 10_000, written: true });
});
