import { type ImportReport, importReportSchema } from '@varde/contracts';
import { insertDevice, insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nationalIdFor } from '../../testing/national-ids.ts';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let siri: TestUser;
let tore: TestUser;

beforeAll(async () => {
  api = await startTestApi();
  siri = await api.user('case-worker');
  tore = await api.user('technician');
});
afterAll(() => api.close());

type What = 'residents' | 'decisions' | 'key-boxes';
const userOf = (what: What): TestUser => (what === 'key-boxes' ? tore : siri);
const send = (what: What, payload: string, query = '', user = userOf(what)) =>
  user.send({ method: 'POST', url: `/api/${what}/import${query}`, headers: { 'content-type': 'text/csv' }, payload });
const report = async (what: What, payload: string, query = ''): Promise<ImportReport> => {
  const answer = await send(what, payload, query);
  expect([answer.statusCode, answer.json().code]).toEqual([200, undefined]);
  return importReportSchema.parse(answer.json());
};
const faults = async (what: What, payload: string): Promise<unknown[]> => {
  const answer = await send(what, payload);
  expect([answer.statusCode, answer.json().code]).toEqual([422, 'import-faults']);
  return answer
    .json()
    .current.faults.map(({ row, column, code }: ImportReport['faults'][number]) => [row, column, code]);
};
const exported = async (what: What): Promise<string> => {
  const answer = await userOf(what).get(`/api/${what}/export`);
  expect(answer.headers['content-type']).toContain('text/csv');
  return answer.body;
};
const count = async (table: string): Promise<number> =>
  (await api.database.query<{ count: number }>(`select count(*)::int as count from ${table}`))[0]?.count ?? 0;

const RESIDENTS =
  'Fødselsnummer;Fornavn;Etternavn;Fødselsdato;Telefon;Hjelpebehov;Risiko;Gate;Husnummer;Bruksenhet;Postnummer;Poststed;Bydel\n';
const resident = (index: number, changed: Partial<Record<string, string>> = {}): string => {
  const cells = {
    ...{
      id: nationalIdFor(index),
      given: `Prøve ${index}`,
      family: 'Person',
      born: '01.02.1940',
      phone: '+47 51 00 00 00',
    },
    ...{ needs: 'hearing, mobility', hazards: '', street: 'Filgata', number: '1', unit: `H${index}`, postal: '4001' },
    ...{ city: 'Stavanger', area: 'Prøvebydel', ...changed },
  };
  return Object.values(cells).join(';');
};

test('residents from a file: those at one address are one household, and the file again changes nothing', async () => {
  const together = { street: 'Felles vei', unit: 'H0101' };
  const file =
    RESIDENTS + [resident(1, together), resident(2, { ...together, street: 'felles vei' }), resident(3)].join('\n');
  const homes = await count('home');
  expect(await report('residents', file, '?dryRun=true')).toMatchObject({ created: 3, written: false });
  expect(await count('home')).toBe(homes);
  expect(await report('residents', file)).toMatchObject({ created: 3, wrong: 0, written: true });
  expect(await count('home')).toBe(homes + 2);
  const before = await count('change_log');
  expect(await report('residents', file)).toMatchObject({ created: 0, unchanged: 3, written: true });
  expect(await count('change_log')).toBe(before);
  const rows = await api.database.query(
    `select r.needs, r.birth_date::text as born, c.action, c.actor_id
     from resident r join change_log c on c.subject_id = r.id where national_id = $1`,
    nationalIdFor(1),
  );
  expect(rows).toEqual([
    { needs: ['hearing', 'mobility'], born: '1940-02-01', action: 'registered', actor_id: siri.id },
  ]);
  expect(await report('residents', RESIDENTS + resident(4, together))).toMatchObject({ created: 1 });
  expect(await count('home')).toBe(homes + 2);
});

test('what is registered otherwise is told and not overwritten; every fault by row and column', async () => {
  await report('residents', RESIDENTS + resident(10));
  const wrong = [
    resident(10, { phone: '99', unit: 'H99' }),
    resident(11, { id: '12345678901' }),
    resident(12, { area: 'Atlantis' }),
    resident(13, { born: '31.02.1940', postal: '001' }),
    resident(14, { unit: 'H14' }),
    resident(14, { unit: 'H14' }),
    resident(15, { unit: 'H14', city: 'Sandnes' }),
    resident(16, { given: '=1+1' }),
  ];
  const file = RESIDENTS + wrong.join('\n');
  expect(await faults('residents', file)).toEqual([
    [2, 'telefon', 'phone-invalid'],
    [3, 'fødselsnummer', 'national-id-invalid'],
    [4, 'bydel', 'area-unknown'],
    [5, 'fødselsdato', 'day-invalid'],
    [5, 'postnummer', 'postal-code-invalid'],
    [7, 'fødselsnummer', 'duplicate'],
    [8, 'poststed', 'household-differs'],
    [9, 'fornavn', 'formula'],
  ]);
  expect(await faults('residents', RESIDENTS + resident(10, { phone: '+4799999999', unit: 'H99' }))).toEqual([
    [2, 'telefon', 'registered-differently'],
    [2, 'bruksenhet', 'registered-differently'],
  ]);
  expect(await report('residents', file, '?rows=good')).toMatchObject({ created: 1, wrong: 7, written: true });
  expect(await report('residents', RESIDENTS + resident(10, { phone: '', needs: '', born: '' }))).toMatchObject({
    unchanged: 1,
  });
});

test('somebody who is closed, or another municipality’s, is registered anew, and is the one a file means from then on', async () => {
  await report('residents', RESIDENTS + [resident(20), resident(21)].join('\n'));
  await api.database.query(
    `update resident set closed_at = now(), closed_reason = 'death' where national_id = $1`,
    nationalIdFor(20),
  );
  await api.database.query(
    `insert into municipality select '1108', 'Sandnes', answer_targets from municipality on conflict do nothing`,
  );
  await api.database.query(`update resident set municipality_id = '1108' where national_id = $1`, nationalIdFor(21));
  expect(await exported('residents')).not.toContain(nationalIdFor(20));
  expect(await exported('residents')).not.toContain(nationalIdFor(21));
  const file = RESIDENTS + [resident(20), resident(21)].join('\n');
  expect(await report('residents', file)).toMatchObject({ created: 2, written: true });
  expect(await report('residents', file)).toMatchObject({ created: 0, unchanged: 2 });
  const who = nationalIdFor(20);
  expect(await report('decisions', `${DECISIONS}C/1;${who};10.01.2026;;;fall;;;;;`)).toMatchObject({ created: 1 });
  const [decided] = await api.database.query(
    `select closed_at from resident join decision on decision.resident_id = resident.id where number = 'C/1'`,
  );
  expect(decided).toEqual({ closed_at: null });
});

const DECISIONS =
  'Vedtak;Fødselsnummer;Fra;Til;Utstyr;Funksjon;Hjemmel;Samtykke eller vurdert;Pårørende hørt;Motsetter seg;Ny vurdering\n';

test('decisions from a file: a row for each function, each on its own legal basis', async () => {
  await report('residents', RESIDENTS + resident(30));
  const who = nationalIdFor(30);
  const file = `${DECISIONS}F/1;${who};10.01.2026;;fall-sensor, mobile-alarm;fall;;;;;
F/1;${who};10.01.2026;;fall-sensor, mobile-alarm;Posisjon;§ 4-6 a;08.01.2026;;nei;09.01.2027
F/2;${who};2026-01-10;2026-12-31;door-sensor;door-watch;samtykke;2026-01-09;;;`;
  expect(await report('decisions', file, '?dryRun=true')).toMatchObject({ rows: 3, created: 3, written: false });
  expect(await report('decisions', file)).toMatchObject({ created: 3, written: true });
  expect(await report('decisions', file)).toMatchObject({ created: 0, unchanged: 3, written: true });
  const { items } = (await siri.get('/api/decisions?number=F/')).json();
  expect(items).toMatchObject([
    {
      number: 'F/1',
      orders: ['fall-sensor', 'mobile-alarm'],
      grants: [
        { function: 'fall', basis: null },
        {
          function: 'position',
          basis: { kind: 'pbrl-4-6-a', capacityAssessedOn: '2026-01-08', reviewBy: '2027-01-09' },
        },
      ],
    },
    { number: 'F/2', validUntil: '2026-12-31', grants: [{ basis: { kind: 'consent', givenOn: '2026-01-09' } }] },
  ]);
  const [due] = await api.database.query("select due_on::text from decision where number = 'F/2'");
  expect(due).toEqual({ due_on: '2027-01-01' });
  expect(await faults('decisions', file.replace('31.12.2026', '').replace('2026-12-31', '2027-01-31'))).toEqual([
    [4, 'til', 'registered-differently'],
  ]);
});

test('a decision is taken whole or not at all', async () => {
  await report('residents', RESIDENTS + resident(31));
  const who = nationalIdFor(31);
  const file = `${DECISIONS}G/1;${who};10.01.2026;;;fall;;;;;
G/1;${who};10.01.2026;;;camera;;;;;
G/2;${who};10.01.2026;;;fall;;;;;
G/2;${who};10.01.2026;;;flying;;;;;
G/3;${nationalIdFor(99)};10.01.2026;;;fall;;;;;
G/4;${who};10.01.2026;;;position;§ 4-6 a;08.01.2026;;ja;09.01.2027
G/5;${who};10.01.2026;;;position;§ 4-6 a;08.01.2026;;;09.01.2027
G/6;${who};10.01.2026;;;fall;;;;;
G/6;${who};11.01.2026;;;button;;;;;
G/7;${who};10.01.2026;;;fall;;;;;`;
  expect(await faults('decisions', file)).toEqual([
    [2, null, 'incomplete'],
    [3, 'hjemmel', 'legal-basis-missing'],
    [4, null, 'incomplete'],
    [5, 'funksjon', 'function-unknown'],
    [6, 'fødselsnummer', 'resident-unknown'],
    [7, 'hjemmel', 'objects'],
    [8, 'motsetter seg', 'missing'],
    [9, null, 'incomplete'],
    [10, 'fra', 'rows-differ'],
  ]);
  expect(await report('decisions', file, '?rows=good')).toMatchObject({ created: 1, wrong: 9, written: true });
  const { items } = (await siri.get('/api/decisions?number=G/')).json();
  expect(items.map(({ number }: { number: string }) => number)).toEqual(['G/7']);
});

test('key boxes from a file, by the home or by what hangs there; never beside an address or a name', async () => {
  const [one, two] = [await insertHome(api.database.db), await insertHome(api.database.db)];
  const device = await insertDevice(api.database.db, { profile: 'key-box', homeId: two.id });
  await api.database.query('update device set serial = $2 where id = $1', device, 'NB-2');
  const file = `Bolig;Serienummer;Nøkkelboks\n${one.id};;4417\n;NB-2;0093\n`;
  expect(await report('key-boxes', file)).toMatchObject({ created: 2, written: true });
  expect(await report('key-boxes', file)).toMatchObject({ created: 0, unchanged: 2 });
  expect((await tore.get(`/api/homes/${one.id}`)).json()).toMatchObject({ keyBox: '4417', version: 2 });
  const out = await exported('key-boxes');
  expect(out).toContain(`${two.id};NB-2;0093`);
  expect(out).not.toMatch(/Prøveveien|Person/);
  expect(await report('key-boxes', out)).toMatchObject({ created: 0, wrong: 0 });
  const log = await api.database.query('select detail from change_log where subject_id = $1', one.id);
  expect(log).toEqual([{ detail: { imported: true, fields: ['keyBox'] } }]);
  const wrong = `Bolig;Serienummer;Nøkkelboks\n${one.id};;9999\n;NB-3;1\n${one.id};NB-2;4417\n;;1\n${device};;1\n`;
  expect(await faults('key-boxes', wrong)).toEqual([
    [2, 'nøkkelboks', 'registered-differently'],
    [3, 'serienummer', 'device-unknown'],
    [4, 'serienummer', 'home-differs'],
    [5, 'bolig', 'missing'],
    [6, 'bolig', 'home-unknown'],
  ]);
});

test('what is exported is read again and changes nothing; no code stands in a file of residents', async () => {
  const home = await insertHome(api.database.db);
  await api.database.query(
    `update resident set national_id = $2, given_name = '=Ola', phone = '+4751000000', needs = '{hearing}' where home_id = $1`,
    home.id,
    nationalIdFor(40),
  );
  await api.database.query(
    `update home set key_box = 'NB-SECRET', access_note = 'Koden er SECRET', street = 'Kodegata' where id = $1`,
    home.id,
  );
  const residents = await exported('residents');
  expect(residents).toContain(`${nationalIdFor(40)};'=Ola;Person`);
  expect(residents).not.toContain('SECRET');
  expect(residents).not.toContain(home.id);
  const known = residents
    .split('\r\n')
    .filter((line) => !line.startsWith(';'))
    .join('\r\n');
  const again = await report('residents', known, '?dryRun=true');
  expect(again).toMatchObject({ created: 0, wrong: 0 });
  const decisions = await exported('decisions');
  expect(decisions).not.toContain(nationalIdFor(30));
  expect(await report('decisions', decisions, '?dryRun=true')).toMatchObject({ created: 0, wrong: 0 });
});

test('files are whose work they are', async () => {
  const kari = await api.user('operator');
  for (const what of ['residents', 'decisions', 'key-boxes'] as const) {
    expect([what, (await kari.get(`/api/${what}/export`)).statusCode]).toEqual([what, 403]);
    expect([what, (await send(what, 'x', '', kari)).statusCode]).toEqual([what, 403]);
  }
  expect((await tore.get('/api/residents/export')).statusCode).toBe(403);
  expect((await siri.get('/api/key-boxes/export')).statusCode).toBe(403);
});

/** Ten times what it takes on a quiet machine; this is no measurement. */
const AMPLY = 15_000;

test('ten thousand residents, and as many decisions', { timeout: 4 * AMPLY }, async () => {
  const indexes = Array.from({ length: 10_000 }, (_, index) => 1_000 + index);
  const residents = RESIDENTS + indexes.map((index) => resident(index, { street: 'Lange gate' })).join('\n');
  const begun = performance.now();
  expect(await report('residents', residents)).toMatchObject({ created: 10_000, written: true });
  const registered = performance.now();
  expect(await report('residents', residents)).toMatchObject({ unchanged: 10_000 });
  const repeated = performance.now();
  const decisions = indexes.map((index) => `M/${index};${nationalIdFor(index)};10.01.2026;;;fall;;;;;`);
  expect(await report('decisions', DECISIONS + decisions.join('\n'))).toMatchObject({ created: 10_000, written: true });
  const decided = performance.now();
  for (const took of [registered - begun, repeated - registered, decided - repeated]) expect(took).toBeLessThan(AMPLY);
});
