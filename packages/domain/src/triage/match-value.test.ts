import { expect, test } from 'vitest';
import { alarmMatchValue, restoreMatchValue, restorersOf, speaksOf } from './match-value.ts';

test.each([
  ['dose-not-taken', { doseId: 'a' }, 'a'],
  ['dose-not-taken', { doseId: 7 }, '7'],
  ['dose-not-taken', { doseId: '' }, null],
  ['dose-not-taken', { doseId: { deep: 1 } }, null],
  ['dose-not-taken', {}, null],
  ['dose-not-taken', null, null],
  ['device-fault', { code: 'E12' }, 'E12'],
  ['fall-detected', { doseId: 'a', code: 'E12' }, null],
])('what keeps %s with %j apart', (kind, data, expected) => {
  expect(alarmMatchValue(kind, data)).toBe(expected);
});

test('a long name is cut between characters, as the database keeps it', () => {
  const value = alarmMatchValue('dose-not-taken', { doseId: `${'x'.repeat(199)}😀` });
  expect(value?.length).toBe(200);
  expect(value?.isWellFormed()).toBe(true);
});

test('who restores a fault', () => {
  expect(restorersOf('device-fault')).toContain('self-test-passed');
  expect(restorersOf('self-test-failed')).toContain('self-test-passed');
  expect(restorersOf('door-opened')).not.toContain('door-closed');
});

const restoreOf = (kind: string, data: Record<string, unknown>) => ({
  kind,
  matchValue: restoreMatchValue(kind, data),
});

test.each([
  ['the same dose', 'dose-dispensed', { doseId: 'a' }, 'dose-not-taken', 'a', true],
  ['another dose', 'dose-dispensed', { doseId: 'b' }, 'dose-not-taken', 'a', false],
  ['a dose it does not name', 'dose-dispensed', {}, 'dose-not-taken', 'a', false],
  ['neither names the dose', 'dose-dispensed', {}, 'dose-not-taken', null, false],
  ['the same fault', 'self-test-passed', { code: 'E1' }, 'device-fault', 'E1', true],
  ['a self-test of all', 'self-test-passed', {}, 'device-fault', 'E1', false],
  ['a self-test that had failed', 'self-test-passed', { code: 'E1' }, 'self-test-failed', null, true],
  ['who wanders shuts the door', 'door-closed', {}, 'door-opened', null, false],
  ['a door left open', 'door-closed', {}, 'door-open-too-long', null, true],
])('%s', (_name, restorer, data, kind, matchValue, expected) => {
  expect(speaksOf(restoreOf(restorer, data), { kind, matchValue })).toBe(expected);
});
