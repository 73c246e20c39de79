import { randomUUID } from 'node:crypto';
import {
  type DecisionView,
  decisionSchema,
  deviceFunctionSchema,
  listOf,
  registeredDeviceSchema,
} from '@varde/contracts';
import { deviceProfile, localDay, minutes } from '@varde/domain';
import { insertHome } from '@varde/postgres/testing';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { startTestApi, type TestApi, type TestUser } from '../../testing/test-api.ts';

let api: TestApi;
let caseWorker: TestUser;
let tore: TestUser;
let olga: string;

beforeAll(async () => {
  api = await startTestApi();
  caseWorker = await api.user('case-worker');
  tore = await api.user('technician');
});
beforeEach(async () => {
  olga = (await insertHome(api.database.db)).residentIds[0] ?? '';
});
afterAll(() => api.close());

const day = (ahead: number): string => localDay(Date.now() + minutes(ahead * 24 * 60));
const consent = { kind: 'consent', givenOn: day(-1) };
const withoutConsent = {
  ...{ kind: 'pbrl-4-6-a', capacityAssessedOn: day(-2), nextOfKinHeardOn: day(-2) },
  ...{ objects: false, reviewBy: day(200) },
};
const bodyOf = (given: object = {}) => ({
  number: `2026/${randomUUID().slice(0, 8)}`,
  residentId: olga,
  validFrom: day(-1),
  grants: [{ function: 'position', basis: consent }],
  orders: ['mobile-alarm'],
  ...given,
});
const decide = async (given: object = {}): Promise<DecisionView> => {
  const answer = await caseWorker.post('/api/decisions', bodyOf(given));
  expect(answer.statusCode).toBe(201);
  return decisionSchema.parse(answer.json());
};

const mobileAlarm = async (): Promise<string> => {
  const answer = await tore.post('/api/devices', { profile: 'mobile-alarm', serial: randomUUID() });
  const { id } = registeredDeviceSchema.parse(answer.json()).device;
  await tore.post(`/api/devices/${id}/prepare`);
  return id;
};
const install = (id: string, functions?: readonly string[]) =>
  tore.post(`/api/devices/${id}/install`, {
    ...{ residentId: olga, place: 'På kroppen', checks: deviceProfile('mobile-alarm')?.checks },
    ...(functions === undefined ? {} : { functions }),
  });
const switchOn = (id: string, on: readonly string[]) =>
  tore.send({ method: 'PUT', url: `/api/devices/${id}/functions`, payload: { on } });
const functionsOf = async (id: string): Promise<Record<string, [boolean, string]>> => {
  const { items } = (await tore.get(`/api/devices/${id}/functions`)).json();
  return Object.fromEntries(
    listOf(deviceFunctionSchema)
      .parse({ items })
      .items.map(({ name, on, standing }) => [
        name,
        [on, standing.kind === 'granted' ? standing.decision : standing.why],
      ]),
  );
};

test('a decision is written with its legal basis, listed by its number, and ended', async () => {
  const decision = await decide();
  expect(decision).toMatchObject({ residentId: olga, orders: ['mobile-alarm'], version: 1 });
  const { items } = listOf(decisionSchema).parse((await tore.get(`/api/decisions?resident=${olga}`)).json());
  expect(items).toEqual([decision]);
  expect((await tore.get(`/api/decisions?number=${decision.number.slice(0, 9)}`)).json().items).toEqual([decision]);
  const taken = await caseWorker.post('/api/decisions', bodyOf({ number: decision.number }));
  expect(taken.json()).toMatchObject({ status: 409, code: 'decision-number-taken' });
  const ended = await caseWorker.post(`/api/decisions/${decision.id}/end`, { reason: 'withdrawn' });
  expect(ended.json()).toMatchObject({ ended: { on: day(0), reason: 'withdrawn' }, version: 2 });
  const again = await caseWorker.post(`/api/decisions/${decision.id}/end`, { reason: 'withdrawn' });
  expect(again.json()).toMatchObject({ status: 409, code: 'decision-ended' });
});

test('everything that keeps it from being written is told at once', async () => {
  const grants = [
    { function: 'position', basis: null },
    { function: 'camera', basis: { ...withoutConsent, objects: true } },
    { function: 'x-ray', basis: null },
  ];
  const answer = await caseWorker.post('/api/decisions', bodyOf({ grants, validUntil: day(-9), orders: ['toaster'] }));
  expect(answer.statusCode).toBe(422);
  expect(answer.json().faults.map(({ path }: { path: string }) => path)).toEqual([
    ...['', 'grants/position', 'grants/camera', 'grants/camera', 'grants/x-ray', 'orders/toaster'],
  ]);
  expect((await caseWorker.post('/api/decisions', bodyOf({ residentId: randomUUID() }))).statusCode).toBe(404);
  expect((await tore.post('/api/decisions', bodyOf())).statusCode).toBe(403);
});

test('what follows a person cannot be switched on without a decision; a button can, with a warning', async () => {
  const id = await mobileAlarm();
  const refused = await install(id, ['button', 'position']);
  expect(refused.json()).toMatchObject({
    ...{ status: 409, code: 'function-not-granted' },
    faults: [{ path: 'functions/position', message: 'no-decision' }],
  });
  expect((await install(id)).json()).toMatchObject({ state: 'installed' });
  expect(await functionsOf(id)).toEqual({
    ...{ button: [true, 'no-decision'], fall: [true, 'no-decision'] },
    ...{ position: [false, 'no-decision'], listening: [false, 'no-decision'] },
  });
  expect((await switchOn(id, ['button', 'position'])).json().code).toBe('function-not-granted');
  const { number } = await decide();
  expect((await switchOn(id, ['button', 'position'])).statusCode).toBe(200);
  expect(await functionsOf(id)).toMatchObject({ position: [true, number], fall: [false, 'no-decision'] });
  expect((await switchOn(id, ['camera'])).json().code).toBe('function-unknown');
});

test('nothing is switched on where the device is not at anybody’s', async () => {
  expect((await switchOn(await mobileAlarm(), ['button'])).json().code).toBe('step-out-of-order');
});
