import { expect, test } from 'vitest';
import { isOfTechnicians, landsOnOwnPages, mayUseTechniciansPages } from './landing.ts';

test('a technician who opens Varde lands on their own pages, and reaches the alarms by their path', () => {
  expect(landsOnOwnPages('technician', '/')).toBe(true);
  expect(landsOnOwnPages('technician', '/alarmer')).toBe(false);
  expect(landsOnOwnPages('operator', '/')).toBe(false);
  expect(landsOnOwnPages('admin', '/')).toBe(false);
});

test('only what lies under /teknikk is theirs', () => {
  expect(['/teknikk', '/teknikk/enhet/1'].every(isOfTechnicians)).toBe(true);
  expect(['/', '/alarmer', '/teknikken'].some(isOfTechnicians)).toBe(false);
});

test('an operator has no business there', () => {
  expect(['technician', 'admin', 'operator', 'responder'].map(mayUseTechniciansPages)).toEqual([
    true,
    true,
    false,
    false,
  ]);
});
