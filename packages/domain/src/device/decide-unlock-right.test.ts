import { expect, test } from 'vitest';
import { minutes } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { type UnlockRightAsked, unlockRightFault } from './decide-unlock-right.ts';

const fault = (from: number, until: number, alarm: UnlockRightAsked['alarm'] = null) =>
  unlockRightFault({ from: NOW + minutes(from), until: NOW + minutes(until), alarm }, NOW);
const open = { isClosed: false, isOfHome: true };

test.each([
  ['for a visit this morning', fault(30, 60), null],
  ['for an alarm in hand', fault(0, 60, open), null],
  ['for an alarm that is over', fault(0, 60, { ...open, isClosed: true }), 'alarm-closed'],
  ['for an alarm at another’s', fault(0, 60, { ...open, isOfHome: false }), 'alarm-elsewhere'],
  ['for good', fault(0, 60 * 24), 'too-long'],
  ['for a visit next year', fault(60 * 24 * 60, 60 * 24 * 60 + 30), 'too-far-ahead'],
  ['for a visit that was', fault(-60, -30), 'over'],
  ['backwards', fault(60, 30), 'ends-before-it-begins'],
])('a right %s', (_name, actual, expected) => {
  expect(actual).toBe(expected);
});
