import { describe, expect, test } from 'vitest';
import { deviceProfile } from '../device/device-profiles.ts';
import { checkDecision } from './check-decision.ts';
import { decideFunctions, functionsAllowed, functionsToStop } from './decide-functions.ts';
import type { Decision, Grant, LegalBasis } from './decision.ts';
import { standingOf } from './standing.ts';

const TODAY = '2026-11-27';
const CONSENT: LegalBasis = { kind: 'consent', givenOn: '2026-01-10' };
const WITHOUT_CONSENT: LegalBasis = {
  kind: 'pbrl-4-6-a',
  capacityAssessedOn: '2026-01-08',
  nextOfKinHeardOn: '2026-01-09',
  objects: false,
  reviewBy: '2027-01-10',
};
const position = (basis: LegalBasis | null = CONSENT): Grant => ({ function: 'position', basis });

const aDecision = (given: Partial<Decision> = {}): Decision => ({
  id: 'decision',
  number: '2026/114',
  residentId: 'olga',
  validFrom: '2026-01-10',
  validUntil: null,
  ended: null,
  grants: [position()],
  ...given,
});

describe('how a function stands', () => {
  const stands = (given: Partial<Decision>, name: 'position' | 'button' = 'position'): string => {
    const standing = standingOf(name, [aDecision(given)], TODAY);
    return standing.kind === 'granted' ? 'granted' : `${standing.kind}: ${standing.why}`;
  };
  test.each([
    ['with consent', stands({}), 'granted'],
    ['without consent, assessed and heard', stands({ grants: [position(WITHOUT_CONSENT)] }), 'granted'],
    ['on its last day', stands({ validUntil: TODAY }), 'granted'],
    ['the day after', stands({ validUntil: '2026-11-26' }), 'forbidden: expired'],
    ['withdrawn today', stands({ ended: { on: TODAY, reason: 'withdrawn' } }), 'forbidden: ended'],
    ['to be withdrawn tomorrow', stands({ ended: { on: '2026-11-28', reason: 'withdrawn' } }), 'granted'],
    ['not begun', stands({ validFrom: '2026-11-28' }), 'forbidden: not-begun'],
    ['without any basis', stands({ grants: [position(null)] }), 'forbidden: no-legal-basis'],
    ['who objects', stands({ grants: [position({ ...WITHOUT_CONSENT, objects: true })] }), 'forbidden: objects'],
    [
      'not looked at anew in time',
      stands({ grants: [position({ ...WITHOUT_CONSENT, reviewBy: '2026-11-26' })] }),
      'forbidden: review-overdue',
    ],
    ['not granted at all', stands({ grants: [{ function: 'fall', basis: null }] }), 'forbidden: no-decision'],
    ['a button needs none, and somebody is told', stands({}, 'button'), 'missing: no-decision'],
    ['a button needs no legal basis', stands({ grants: [{ function: 'button', basis: null }] }, 'button'), 'granted'],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toBe(expected);
  });

  test('one decision that holds is enough beside one that does not', () => {
    const decisions = [aDecision({ validUntil: '2026-02-01' }), aDecision({ number: '2026/200' })];
    expect(standingOf('position', decisions, TODAY)).toEqual({ kind: 'granted', decision: '2026/200' });
  });
});

describe('switching on', () => {
  const mobile = deviceProfile('mobile-alarm');
  if (mobile === undefined) throw new Error('no mobile alarm');
  const none = { decisions: [], today: TODAY };

  test('what follows somebody cannot be, without a decision; a button can, with a warning', () => {
    expect(decideFunctions(mobile, ['button', 'position'], none)).toEqual({
      kind: 'refused',
      code: 'function-not-granted',
      forbidden: [{ function: 'position', why: 'no-decision' }],
    });
    expect(decideFunctions(mobile, ['button'], none)).toEqual({
      kind: 'done',
      off: ['fall', 'position', 'listening'],
      warnings: [{ function: 'button', why: 'no-decision' }],
    });
  });

  test('with a decision it can', () => {
    const granted = { decisions: [aDecision()], today: TODAY };
    expect(decideFunctions(mobile, ['button', 'position'], granted)).toMatchObject({
      kind: 'done',
      off: ['fall', 'listening'],
    });
    expect(functionsAllowed(mobile, granted)).toEqual(['button', 'fall', 'position']);
  });

  test('what the device has not cannot be', () => {
    expect(decideFunctions(mobile, ['camera'], none)).toMatchObject({ code: 'function-unknown', unknown: ['camera'] });
  });

  test('what a decision ended for stops; what never had one is left to the worklist', () => {
    const ended = aDecision({ ended: { on: TODAY, reason: 'objection' } });
    expect(functionsToStop(mobile, [], { decisions: [ended], today: TODAY })).toEqual([
      { function: 'position', why: 'ended' },
    ]);
    expect(functionsToStop(mobile, ['position'], { decisions: [ended], today: TODAY })).toEqual([]);
    expect(functionsToStop(mobile, [], none)).toEqual([]);
  });
});

describe('writing a decision', () => {
  const OLGA = { birthDate: '1942-03-01', hasNextOfKin: true };
  const faults = (grant: Grant, who = OLGA, given: Partial<Decision> = {}): string[] =>
    checkDecision({ ...aDecision({ grants: [grant] }), ...given }, who, TODAY).map(({ code }) => code);
  const without = (given: object) => position({ ...WITHOUT_CONSENT, ...given } as LegalBasis);

  test.each([
    ['with consent', faults(position()), []],
    ['without consent', faults(position(WITHOUT_CONSENT)), []],
    ['without a basis', faults(position(null)), ['legal-basis-missing']],
    ['a button without a basis', faults({ function: 'button', basis: null }), []],
    ['for a child', faults(without({}), { ...OLGA, birthDate: '2012-03-01' }), ['under-age']],
    ['eighteen on the day', faults(without({}), { ...OLGA, birthDate: '2008-01-10' }), []],
    ['of an age nobody knows', faults(without({}), { ...OLGA, birthDate: null as never }), ['birth-date-unknown']],
    ['against their will', faults(without({ objects: true })), ['objects']],
    ['next of kin not heard', faults(without({ nextOfKinHeardOn: null })), ['next-of-kin-not-heard']],
    ['nobody to be heard', faults(without({ nextOfKinHeardOn: null }), { ...OLGA, hasNextOfKin: false }), []],
    ['never to be looked at again', faults(without({ reviewBy: '2027-01-11' })), ['review-too-late']],
    ['assessed tomorrow', faults(without({ capacityAssessedOn: '2026-11-28' })), ['assessed-in-the-future']],
    ['consent of tomorrow', faults(position({ kind: 'consent', givenOn: '2026-11-28' })), ['assessed-in-the-future']],
    ['that ends before it begins', faults(position(), OLGA, { validUntil: '2026-01-09' }), ['ends-before-it-begins']],
    ['that grants nothing', faults(position(), OLGA, { grants: [] }), ['grants-nothing']],
    ['of the same twice', faults(position(), OLGA, { grants: [position(), position()] }), ['function-twice']],
    ['of what no device has', faults({ function: 'x-ray' as never, basis: null }), ['function-unknown']],
  ])('%s', (_name, actual, expected) => {
    expect(actual).toEqual(expected);
  });
});
