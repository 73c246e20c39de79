import { fnr } from '@navikt/fnrvalidator';
import { COLOURS, DEVICE_PROFILES, deviceProfile, eventKind, profileAccepts, ROLES } from '@varde/domain';
import { describe, expect, test } from 'vitest';
import { buildSeed } from './build-seed.ts';
import { createDraw } from './draw.ts';
import { syntheticNationalId } from './national-id.ts';
import { DEMO_STAFF } from './stavanger/staff.ts';

const seed = buildSeed();
const duplicates = (values: readonly string[]): string[] =>
  values.filter((value, index) => values.indexOf(value) !== index);

test('the seed is the same on every run', () => {
  expect(buildSeed()).toEqual(seed);
});

test('ids, serials and addresses stand once', () => {
  const { areas, units, staff, homes, residents, nextOfKin, responsePlans, devices } = seed;
  const rows = [areas, units, staff, homes, residents, nextOfKin, responsePlans, devices];
  for (const table of rows) expect(duplicates(table.map(({ id }) => id))).toEqual([]);
  expect(duplicates(devices.map((device) => `${device.profile} ${device.serial}`))).toEqual([]);
  expect(duplicates(homes.map((home) => `${home.street} ${home.houseNumber}`))).toEqual([]);
});

test('is a municipality of a size one can look over', () => {
  expect(seed.residents).toHaveLength(200);
  expect(seed.responsePlans.length).toBeGreaterThan(105);
  expect(seed.responsePlans.length).toBeLessThan(135);
  expect(seed.devices.length).toBeGreaterThan(420);
  expect(seed.devices.length).toBeLessThan(480);
  expect(seed.areas.filter((area) => area.island).map((area) => area.name)).toEqual(['Rennesøy', 'Finnøy']);
});

describe('residents', () => {
  test('have synthetic national ids only, true to their birth date', () => {
    for (const { nationalId, birthDate } of seed.residents) {
      expect(fnr(nationalId)).toEqual({ status: 'valid', type: 'tnr' });
      const [year = '', month = '', day = ''] = birthDate.split('-');
      expect(nationalId.slice(0, 6)).toBe(`${day}${Number(month) + 80}${year.slice(2)}`);
    }
    expect(duplicates(seed.residents.map(({ nationalId }) => nationalId))).toEqual([]);
  });

  test('and their next of kin have numbers that ring nowhere', () => {
    for (const { phone } of [...seed.residents, ...seed.nextOfKin]) {
      if (phone !== null) expect(phone).toMatch(/^\+4744\d{6}$/);
    }
  });

  test('some share a home, and many live alone without a plan', () => {
    const perHome = Map.groupBy(seed.residents, ({ homeId }) => homeId);
    expect([...perHome.values()].filter((people) => people.length === 2).length).toBeGreaterThan(5);
    const planned = new Set(seed.responsePlans.map(({ residentId }) => residentId));
    const alone = [...perHome.values()].filter(([first, other]) => other === undefined && !planned.has(first!.id));
    expect(alone.length).toBeGreaterThan(50);
  });

  test('have next of kin in an order without gaps', () => {
    for (const kin of Map.groupBy(seed.nextOfKin, ({ residentId }) => residentId).values()) {
      expect(kin.map(({ position }) => position)).toEqual(kin.map((_, index) => index + 1));
    }
  });
});

describe('response plans', () => {
  test('name kinds the catalogue knows, and tell the operator what to do', () => {
    for (const { rules, steps } of seed.responsePlans) {
      for (const kind of rules.flatMap((rule) => rule.kinds)) expect(eventKind(kind)?.planDriven, kind).toBe(true);
      for (const { colour } of rules) expect([...COLOURS, null]).toContain(colour);
      expect(steps.length).toBeGreaterThan(1);
    }
  });

  test('stand behind every plan-driven sensor that is mounted', () => {
    const planned = new Set(seed.responsePlans.map(({ residentId }) => residentId));
    const asksThePlan = (profile: string): boolean =>
      deviceProfile(profile)?.kinds.some((kind) => eventKind(kind)?.planDriven) === true;
    const mounted = seed.devices.filter(({ profile, homeId }) => homeId !== null && asksThePlan(profile));
    expect(mounted.filter(({ residentId }) => residentId === null || !planned.has(residentId))).toEqual([]);
  });

  test.each([
    ['door-opened', 'door-sensor', 9],
    ['bed-left', 'bed-sensor', 6],
  ])('let few raise alarms by %s, of many that have a %s: the rest is recorded', (kind, profile, few) => {
    const watched = seed.responsePlans.filter(({ rules }) => rules.some((rule) => rule.kinds.includes(kind)));
    expect(watched).toHaveLength(few);
    for (const { rules } of watched) expect(rules.find((rule) => rule.kinds.includes(kind))?.hours).toBeDefined();
    const mounted = seed.devices.filter((device) => device.profile === profile && device.homeId !== null);
    expect(mounted.length).toBeGreaterThan(2 * few);
  });

  test('some are of those whose medicine is time-critical', () => {
    expect(seed.responsePlans.some((plan) => plan.timeCriticalMedicine)).toBe(true);
  });
});

describe('devices', () => {
  test('are of every profile, in service and in stock', () => {
    for (const { id } of DEVICE_PROFILES) {
      const ofProfile = seed.devices.filter(({ profile }) => profile === id);
      expect(
        ofProfile.some(({ homeId }) => homeId !== null),
        `${id} in service`,
      ).toBe(true);
      expect(
        ofProfile.some(({ homeId }) => homeId === null),
        `${id} in stock`,
      ).toBe(true);
    }
  });

  test('stand in the home of the one they are for', () => {
    const homeOf = new Map(seed.residents.map(({ id, homeId }) => [id, homeId]));
    for (const { homeId, residentId } of seed.devices) {
      if (residentId !== null) expect(homeOf.get(residentId)).toBe(homeId);
    }
  });

  test('can call for help from every home where somebody lives', () => {
    const calling = new Set(
      seed.devices
        .filter(({ profile }) =>
          ['alarm-button-pressed', 'sos-pressed', 'nurse-call'].some((kind) =>
            profileAccepts(deviceProfile(profile)!, kind),
          ),
        )
        .map(({ residentId }) => residentId),
    );
    expect(seed.residents.filter(({ id }) => !calling.has(id))).toEqual([]);
  });
});

describe('the demo staff', () => {
  test('has someone in every role, each in a unit there is', () => {
    const units = new Set(seed.units.map(({ id }) => id));
    expect(new Set(DEMO_STAFF.map(({ role }) => role))).toEqual(new Set(ROLES));
    for (const { unitId } of DEMO_STAFF) expect(units).toContain(unitId);
    expect(duplicates(DEMO_STAFF.map(({ username }) => username))).toEqual([]);
  });

  test('keeps its ids: tokens and sign-ins hold them', () => {
    expect(DEMO_STAFF.find(({ username }) => username === 'kari')).toEqual({
      id: '11030000-0000-4000-8000-000000000001',
      username: 'kari',
      name: 'Kari Ålgård',
      role: 'operator',
      unitId: '1103-response-centre',
    });
  });
});

test('a national id is found for every day, whatever number the search begins at', () => {
  for (let day = 1; day <= 28; day += 1) {
    const birthDate = `1950-06-${String(day).padStart(2, '0')}`;
    for (const sex of ['female', 'male'] as const) {
      const id = syntheticNationalId(birthDate, sex, createDraw(`${birthDate} ${sex}`));
      expect(fnr(id)).toEqual({ status: 'valid', type: 'tnr' });
      expect(Number(id[8]) % 2).toBe(sex === 'male' ? 1 : 0);
    }
  }
});
