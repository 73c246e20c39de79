import { expect, test } from 'vitest';
import { NOW } from '../test-alarm.ts';
import { timeOfDay, timeSince } from './clock-time.ts';

test('the time in Norway, 24 hours', () => {
  expect(timeOfDay(NOW)).toBe('03:12:44');
});

test('another day says which, and midnight is Norwegian', () => {
  expect(timeSince(Date.parse('2026-11-20T23:30:00Z'), NOW, 'nb')).toBe('00:30:00');
  expect(timeSince(Date.parse('2026-11-20T22:30:00Z'), NOW, 'nb')).toBe('20. nov. 23:30');
});
