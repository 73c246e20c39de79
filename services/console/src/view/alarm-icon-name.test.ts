import { EVENT_KINDS } from '@varde/domain';
import { expect, test } from 'vitest';
import { alarmIconName } from './alarm-icon-name.ts';

test('every kind has a picture, and one not known yet too', () => {
  expect(Object.keys(EVENT_KINDS).map(alarmIconName)).not.toContain(undefined);
  expect(alarmIconName('invented-tomorrow')).toBe('technical');
});

test('water is not drawn as fire', () => {
  expect(alarmIconName('water-leak')).toBe('water');
  expect(alarmIconName('fire-alarm')).toBe('fire');
});
