import { DEVICE_PROFILES, type DeviceProfile, deviceProfile, profileAccepts } from '@varde/domain';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { batteryLevel } from './battery.ts';
import type { Said } from './behaviour.ts';
import { DAY, HOUR, localHour } from './day-rhythm.ts';
import { beginLife, nextAt, stepLife } from './device-life.ts';

const MIDNIGHT = Date.parse('2026-11-20T23:00:00Z');

type Heard = Said & { readonly at: number };

const profileOf = (id: string): DeviceProfile => {
  const profile = deviceProfile(id);
  if (profile === undefined) throw new Error(`no profile ${id}`);
  return profile;
};

/** What one device says in so many days from a local midnight. */
const listen = (profile: DeviceProfile, days: number, seed: number): Heard[] => {
  const draw = seededDraw(seed, profile.id);
  const heard: Heard[] = [];
  let life = beginLife(profile, MIDNIGHT, draw);
  for (let at = nextAt(life); at < MIDNIGHT + days * DAY; at = nextAt(life)) {
    const step = stepLife(life, at, draw);
    heard.push(...step.says.map((said) => ({ ...said, at })));
    life = step.life;
  }
  return heard;
};

const listenToMany = (id: string, devices: number, days: number): Heard[] =>
  Array.from({ length: devices }, (_, seed) => listen(profileOf(id), days, seed)).flat();

const count = (heard: readonly Said[], kind: string): number => heard.filter((said) => said.kind === kind).length;

describe('every device', () => {
  const anyProfile = fc.constantFrom(...DEVICE_PROFILES);

  test('lives the same life from the same seed', () => {
    fc.assert(
      fc.property(anyProfile, fc.integer(), (profile, seed) => {
        expect(listen(profile, 3, seed)).toEqual(listen(profile, 3, seed));
      }),
      { numRuns: 40 },
    );
  });

  test('says only what its profile may say', () => {
    fc.assert(
      fc.property(anyProfile, fc.integer(), (profile, seed) => {
        for (const { kind } of listen(profile, 10, seed)) expect(profileAccepts(profile, kind)).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  test('has nothing left that is due after a step, and says the same in one long step as in many short', () => {
    fc.assert(
      fc.property(anyProfile, fc.integer(), fc.integer({ min: 1, max: 5 * DAY }), (profile, seed, wait) => {
        const draw = seededDraw(seed, profile.id);
        const step = stepLife(beginLife(profile, MIDNIGHT, draw), MIDNIGHT + wait, draw);
        expect(step.nextAt).toBeGreaterThan(MIDNIGHT + wait);
        const heard = listen(profile, 5, seed).filter(({ at }) => at <= MIDNIGHT + wait);
        expect(step.says).toEqual(heard.map(({ at: _at, ...said }) => said));
      }),
      { numRuns: 60 },
    );
  });

  test('tells a battery between empty and full', () => {
    fc.assert(
      fc.property(anyProfile, fc.integer(), fc.integer({ min: 0, max: 40 * DAY }), (profile, seed, wait) => {
        const draw = seededDraw(seed, profile.id);
        const { life } = stepLife(beginLife(profile, MIDNIGHT, draw), MIDNIGHT + wait, draw);
        if (life.battery === null) return;
        expect(batteryLevel(life.battery, MIDNIGHT + wait)).toSatisfy((level: number) => level >= 0 && level <= 100);
      }),
      { numRuns: 60 },
    );
  });
});

describe('the numbers are those of the plans', () => {
  test.each([
    // A press every 24.5 days, one in nine pressed again.
    ['social-alarm', 'alarm-button-pressed', 1 / 24.5, 1.11],
    ['mobile-alarm', 'sos-pressed', 1 / 24.5, 1.11],
    ['fall-sensor', 'fall-detected', 1 / 120 + 1 / 40, 1],
    ['smoke-detector', 'fire-alarm', 1 / 300, 1],
    ['smoke-detector', 'fire-restored', 1 / 300, 1],
    ['medication-dispenser', 'dose-waiting', 2.07, 1],
    ['medication-dispenser', 'dose-not-taken', 2.07 * 0.08, 1],
    ['medication-dispenser', 'medicine-low', 1 / 13, 1],
    ['bed-sensor', 'bed-entered', 1 + 0.75 + 0.4, 1],
    ['social-alarm', 'self-test-passed', 1 / 7, 1],
  ])('a %s says %s %f times a day', (id, kind, perDay, factor) => {
    const [devices, days] = [300, 60];
    const seen = count(listenToMany(id, devices, days), kind) / devices / days;
    expect(seen / (perDay * factor)).toSatisfy((ratio: number) => ratio > 0.8 && ratio < 1.2, `${seen} a day`);
  });

  test('people call most between 08 and 11', () => {
    const hours = listenToMany('social-alarm', 300, 60)
      .filter(({ kind }) => kind === 'alarm-button-pressed')
      .map(({ at }) => Math.floor(localHour(at)));
    const perHour = Array.from({ length: 24 }, (_, hour) => hours.filter((each) => each === hour).length);
    const busiest = [...perHour.keys()].sort((a, b) => perHour[b]! - perHour[a]!).slice(0, 3);
    expect(busiest.sort((a, b) => a - b)).toEqual([8, 9, 10]);
  });

  test('doors open by day, and at night only where someone wanders', () => {
    const atNight = Array.from({ length: 200 }, (_, seed) => listen(profileOf('door-sensor'), 30, seed)).filter(
      (heard) => heard.some(({ kind, at }) => kind === 'door-opened' && localHour(at) >= 1 && localHour(at) < 5),
    );
    expect(atNight.length).toBeGreaterThan(30);
    expect(atNight.length).toBeLessThan(70);
  });

  test('doses come at 08, 14 and 20, and each is named by its own time', () => {
    const waiting = listenToMany('medication-dispenser', 50, 10).filter(({ kind }) => kind === 'dose-waiting');
    expect(new Set(waiting.map(({ at }) => localHour(at)))).toEqual(new Set([8, 14, 20]));
    for (const { at, data } of waiting) expect(data).toEqual({ doseId: new Date(at).toISOString() });
  });

  test('a dose taken late has been complained of before', () => {
    const heard = listenToMany('medication-dispenser', 50, 30);
    const complained = heard.filter(({ kind }) => kind === 'dose-not-taken').map(({ at, data }) => ({ at, ...data }));
    expect(complained.length).toBeGreaterThan(50);
    for (const { at, ...data } of complained) {
      expect(at - Date.parse(String((data as { doseId: string }).doseId))).toBe(HOUR / 2);
    }
  });

  test('whoever is in bed at night gets up in the morning', () => {
    const mornings = listenToMany('bed-sensor', 20, 10).filter(
      ({ kind, at }) => kind === 'bed-left' && localHour(at) >= 6 && localHour(at) < 9.5,
    );
    expect(mornings.length).toBeGreaterThan(180);
  });

  test('a carried alarm that is not charged says so, and says when it is well again', () => {
    const heard = listenToMany('mobile-alarm', 100, 60);
    const [low, empty, ok] = ['battery-low', 'battery-empty', 'battery-ok'].map((kind) => count(heard, kind)) as [
      number,
      number,
      number,
    ];
    expect(low).toBeGreaterThan(20);
    expect(empty).toBeGreaterThan(0);
    expect(empty).toBeLessThan(low);
    expect(Math.abs(low - ok)).toBeLessThan(10);
  });

  test('a flat battery says nothing more until it is well again', () => {
    const lives = Array.from({ length: 100 }, (_, seed) => listen(profileOf('mobile-alarm'), 120, seed));
    const after = lives.flatMap((heard) => heard.filter((_each, index) => heard[index - 1]?.kind === 'battery-empty'));
    expect(after.length).toBeGreaterThan(5);
    expect(new Set(after.map(({ kind }) => kind))).toEqual(new Set(['battery-ok']));
  });
});
