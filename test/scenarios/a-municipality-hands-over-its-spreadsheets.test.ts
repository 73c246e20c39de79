import { randomUUID } from 'node:crypto';
import type { HomeView, ImportReport, ResidentView } from '@varde/contracts';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { nationalIdFor } from '../../services/api/testing/national-ids.ts';
import { type Centre, openCentre } from '../harness/centre.ts';
import { someAddress } from '../harness/household.ts';

let centre: Centre;
beforeAll(async () => {
  centre = await openCentre();
});
afterAll(() => centre.tidy());

/** Each run hands over people of its own. */
const FIRST = Math.floor(Math.random() * 8_000);

test('a municipality hands over its spreadsheets: residents, decisions, devices and key boxes, a dry run first, and again it changes nothing', async () => {
  const caseWorker = await centre.person('case-worker');
  const { technician } = centre;
  const { address, area } = await someAddress(centre);
  const family = `Regneark${randomUUID().slice(0, 6)}`;
  const [olga, per] = [nationalIdFor(FIRST), nationalIdFor(FIRST + 1)];
  const place = `${address.street};1;4001;Stavanger;${area.name}`;
  const residents = `Fødselsnummer;Fornavn;Etternavn;Gate;Husnummer;Postnummer;Poststed;Bydel
${olga};Olga;${family};${place}
${per};Per;${family};${place}
123;Feil;${family};${place}`;
  const dry = await caseWorker.file<ImportReport>('/api/residents/import?dryRun=true', residents);
  expect(dry.body).toMatchObject({
    ...{ created: 2, wrong: 1, written: false },
    faults: [{ row: 4, column: 'fødselsnummer', code: 'national-id-invalid' }],
  });
  expect((await caseWorker.file('/api/residents/import', residents)).status).toBe(422);
  const good = await caseWorker.file<ImportReport>('/api/residents/import?rows=good', residents);
  expect(good.body).toMatchObject({ created: 2, wrong: 1, written: true });
  const again = await caseWorker.file<ImportReport>('/api/residents/import?rows=good', residents);
  expect(again.body).toMatchObject({ created: 0, unchanged: 2 });
  const found = await caseWorker.get<{ items: ResidentView[] }>(`/api/residents?name=${family}`);
  expect(found.body.items.map(({ name }) => name)).toEqual([`Olga ${family}`, `Per ${family}`]);

  const number = randomUUID().slice(0, 12);
  const decisions = `Vedtak;Fødselsnummer;Fra;Utstyr;Funksjon;Hjemmel;Samtykke eller vurdert
${number};${olga};10.01.2026;door-sensor;Dørvakt;samtykke;09.01.2026`;
  const decided = await caseWorker.file<ImportReport>('/api/decisions/import', decisions);
  expect(decided.body).toMatchObject({ created: 1, written: true });

  const box = `NB-${number}`;
  const devices = `Profil;Serienummer;Fødselsnummer;Plassering\nkey-box;${box};${olga};Yttervegg`;
  expect((await technician.file<ImportReport>('/api/devices/import', devices)).body).toMatchObject({ created: 1 });
  const codes = `Serienummer;Nøkkelboks\n${box};4417`;
  expect((await technician.file<ImportReport>('/api/key-boxes/import', codes)).body).toMatchObject({ created: 1 });

  const resident = found.body.items[0]?.id;
  const detail = await centre.operator.get<{ homeId: string }>(`/api/residents/${resident}`);
  const home = await centre.operator.get<HomeView>(`/api/homes/${detail.body.homeId}`);
  expect(home.body).toMatchObject({ keyBox: '4417', devices: [{ serial: box }] });
  expect(home.body.residents).toHaveLength(2);
  for (const [path, file] of [
    ['/api/decisions/import', decisions],
    ['/api/devices/import', devices],
    ['/api/key-boxes/import', codes],
  ] as const) {
    const person = path.includes('decisions') ? caseWorker : technician;
    expect([path, (await person.file(path, file)).body]).toMatchObject([path, { created: 0, unchanged: 1 }]);
  }
});
