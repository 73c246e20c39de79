import { expect, test } from 'vitest';
import {
  checksOf,
  type Draft,
  EMPTY_DRAFT,
  firstUnanswered,
  installBody,
  questionsFor,
  readDraft,
  withCheck,
} from './draft.ts';

const sensor = { profile: 'fall-sensor' };
const olga = { id: 'r1', name: 'Olga Nilsen' };
const whole: Draft = { resident: olga, place: 'Bad', checks: checksOf('fall-sensor') };

test('a device from the store is made ready first; what is ready is not asked about', () => {
  expect(questionsFor(sensor, false)).toEqual(['ready', 'resident', 'place', 'checks', 'confirm']);
  expect(questionsFor(sensor, true)).toEqual(['resident', 'place', 'checks', 'confirm']);
});

test('one comes back to the first question without an answer', () => {
  const questions = questionsFor(sensor, true);
  const at = (draft: Draft) => firstUnanswered(questions, draft, sensor, true);
  expect(at(EMPTY_DRAFT)).toBe('resident');
  expect(at({ ...EMPTY_DRAFT, resident: olga })).toBe('place');
  expect(at({ ...EMPTY_DRAFT, resident: olga, place: ' ' })).toBe('place');
  expect(at({ ...whole, checks: ['range-bed'] })).toBe('checks');
  expect(at(whole)).toBe('confirm');
});

test('a check is seen or not, and never twice', () => {
  const once = withCheck(EMPTY_DRAFT, 'range-bed', true);
  expect(withCheck(once, 'range-bed', true).checks).toEqual(['range-bed']);
  expect(withCheck(once, 'range-bed', false).checks).toEqual([]);
});

test('what is sent is what was answered', () => {
  expect(installBody({ ...whole, place: ' Bad ' })).toEqual({ residentId: 'r1', place: 'Bad', checks: whole.checks });
});

test.each([null, 'x', 7, [], { resident: 'Olga', place: 7, checks: 'all' }])(
  'kept as %j it is an empty draft',
  (kept) => {
    expect(readDraft(kept)).toEqual(EMPTY_DRAFT);
  },
);

test('a draft comes back from the phone as it was', () => {
  expect(readDraft(JSON.parse(JSON.stringify(whole)))).toEqual(whole);
});
