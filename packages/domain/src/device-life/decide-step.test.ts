import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deviceProfile } from '../device/device-profiles.ts';
import { NOW } from '../test-data.ts';
import { decideStep, decideSwap } from './decide-step.ts';
import {
  DEVICE_STATES,
  type DeviceLife,
  type DeviceState,
  type DeviceStep,
  isAtHome,
  maySignIn,
  stepsFrom,
} from './device-life.ts';

const RESIDENT = { id: 'olga', homeId: 'home' };
const CHECKS = deviceProfile('fall-sensor')?.checks ?? [];

const device = (given: Partial<DeviceLife> = {}): DeviceLife => ({
  ...{ profile: 'fall-sensor', state: 'in-stock', assignedTo: null, residentId: null, homeId: null },
  ...given,
});
const atHome = (state: DeviceState): DeviceLife => device({ state, residentId: RESIDENT.id, homeId: RESIDENT.homeId });

const STEPS: readonly DeviceStep[] = [
  { step: 'assign', residentId: RESIDENT.id, appointmentAt: NOW },
  { step: 'unassign' },
  { step: 'prepare', sim: null, location: 'Bil 2' },
  { step: 'install', resident: RESIDENT, place: 'Bad', checks: CHECKS, functionsOff: [] },
  { step: 'pass-test', tested: true },
  { step: 'service', battery: true, note: null },
  { step: 'return', reason: null },
  { step: 'clean', location: 'Lager' },
  { step: 'repair', reason: null },
  { step: 'repaired', location: 'Lager' },
  { step: 'retire', reason: null },
  { step: 'direct', resident: RESIDENT },
  { step: 'direct', resident: null },
];
const stepNamed = (name: DeviceStep['step']): DeviceStep => {
  const step = STEPS.find((candidate) => candidate.step === name);
  if (step === undefined) throw new Error(`no step ${name}`);
  return step;
};

const outcome = (from: DeviceLife, name: DeviceStep['step'], given: object = {}): string => {
  const decision = decideStep(from, { ...stepNamed(name), ...given } as DeviceStep, NOW);
  return decision.kind === 'done' ? (decision.fields.state ?? 'same') : decision.refusal.code;
};

describe('a step', () => {
  const assigned = device({ state: 'prepared', assignedTo: RESIDENT.id });
  test.each([
    ['is assigned from the store', outcome(device(), 'assign'), 'same'],
    ['is assigned again to the same, with another appointment', outcome(assigned, 'assign'), 'same'],
    ['is not given to two', outcome(assigned, 'assign', { residentId: 'per' }), 'assigned-to-another'],
    ['is taken back', outcome(assigned, 'unassign'), 'same'],
    ['is not taken back from nobody', outcome(device(), 'unassign'), 'not-assigned'],
    ['is prepared', outcome(device(), 'prepare'), 'prepared'],
    ['is not prepared twice', outcome(assigned, 'prepare'), 'step-out-of-order'],
    ['is installed where it was meant for', outcome(assigned, 'install'), 'installed'],
    ['is installed though nobody assigned it', outcome(device({ state: 'prepared' }), 'install'), 'installed'],
    ['is not installed unprepared', outcome(device(), 'install'), 'step-out-of-order'],
    [
      'is not installed at nobody’s',
      outcome(device({ state: 'prepared' }), 'install', { resident: null }),
      'not-assigned',
    ],
    [
      'is not installed at another’s',
      outcome(device({ state: 'prepared', assignedTo: 'per' }), 'install'),
      'assigned-to-another',
    ],
    ['is not installed unchecked', outcome(assigned, 'install', { checks: ['range-bed'] }), 'checks-missing'],
    ['is in service when the test has passed', outcome(atHome('installed'), 'pass-test'), 'in-service'],
    ['is not in service untested', outcome(atHome('installed'), 'pass-test', { tested: false }), 'not-tested'],
    [
      'is in service without a test where it says nothing',
      outcome({ ...atHome('installed'), profile: 'lent-aid' }, 'pass-test', { tested: false }),
      'in-service',
    ],
    ['is tested where it hangs already', outcome(atHome('in-service'), 'pass-test'), 'in-service'],
    ['is not tested in the store', outcome(device(), 'pass-test'), 'step-out-of-order'],
    ['is serviced', outcome(atHome('in-service'), 'service'), 'same'],
    ['comes back', outcome(atHome('in-service'), 'return'), 'returned'],
    ['does not come back from the store', outcome(device(), 'return'), 'step-out-of-order'],
    ['is cleaned, and in the store', outcome(device({ state: 'returned' }), 'clean'), 'in-stock'],
    ['is not mended at a home', outcome(atHome('in-service'), 'repair'), 'step-out-of-order'],
    ['is mended', outcome(device({ state: 'in-repair' }), 'repaired'), 'in-stock'],
    ['is registered as it hangs there', outcome(device(), 'direct'), 'in-service'],
    ['is back in the store, past all steps', outcome(atHome('in-service'), 'direct', { resident: null }), 'in-stock'],
    [
      'does not go out again before it is cleaned',
      outcome(device({ state: 'returned' }), 'direct'),
      'step-out-of-order',
    ],
    ['is retired from wherever it is', outcome(atHome('in-service'), 'retire'), 'retired'],
    ['is not retired twice', outcome(device({ state: 'retired' }), 'retire'), 'device-retired'],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toBe(expected);
  });

  test('tells which checks are missing', () => {
    const step = { ...stepNamed('install'), checks: ['range-bed'] } as DeviceStep;
    expect(decideStep(assigned, step, NOW)).toMatchObject({
      refusal: { missing: ['range-bathroom', 'resident-trained'] },
    });
  });

  test('whatever is done to it, it is at a home exactly when it has one, and only then somebody’s', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...STEPS), { maxLength: 30 }), (steps) => {
        let life = device();
        for (const step of steps) {
          const decision = decideStep(life, step, NOW);
          if (decision.kind === 'done' && step.step !== 'direct') expect(stepsFrom(life.state)).toContain(step.step);
          if (decision.kind === 'done') life = { ...life, ...decision.fields };
          expect([life.homeId !== null, life.residentId !== null]).toEqual([
            isAtHome(life.state),
            isAtHome(life.state),
          ]);
          if (life.assignedTo !== null) expect(['in-stock', 'prepared']).toContain(life.state);
        }
      }),
    );
  });

  test('from every state but the last something can be done', () => {
    for (const state of DEVICE_STATES) expect(stepsFrom(state).length > 0, state).toBe(state !== 'retired');
  });

  test('what has come back or gone for good has no account', () => {
    expect(DEVICE_STATES.filter((state) => !maySignIn(state))).toEqual(['returned', 'in-repair', 'retired']);
  });
});

describe('a swap', () => {
  const old = { ...atHome('in-service'), place: 'Bad', functionsOff: ['position'] };
  const prepared = device({ state: 'prepared' });

  test('gives the new one all the old one had, and the old one comes back', () => {
    const decision = decideSwap(old, prepared, NOW);
    if (decision.kind === 'refused') throw new Error(decision.refusal.code);
    const { residentId, homeId, place, functionsOff } = old;
    expect(decision.next).toMatchObject({
      state: 'installed',
      residentId,
      homeId,
      place,
      functionsOff,
      testedAt: null,
    });
    expect(decision.old).toMatchObject({ state: 'returned', residentId: null, homeId: null, place: null });
  });

  test.each([
    ['one that is nowhere', device(), prepared, 'step-out-of-order'],
    ['for one that is not prepared', atHome('in-service'), device(), 'step-out-of-order'],
    ['for one that is gone', atHome('in-service'), device({ state: 'retired' }), 'device-retired'],
    ['for something else', atHome('in-service'), { ...prepared, profile: 'camera' }, 'profile-differs'],
    ['for another’s', atHome('in-service'), { ...prepared, assignedTo: 'per' }, 'assigned-to-another'],
  ])('is not possible: %s', (_name, from, to, code) => {
    expect(decideSwap({ ...old, ...from }, to, NOW)).toMatchObject({ kind: 'refused', refusal: { code } });
  });
});
