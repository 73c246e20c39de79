import { expect, test } from 'vitest';
import { minutes } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { type DeviceAtHome, type Lodged, lodgingOf } from './lodging.ts';

const ABSENCE = { id: 'absence', from: NOW, until: NOW + minutes(60) };
const OLGA: Lodged = { id: 'olga', closedAt: null };
const PER: Lodged = { id: 'per', closedAt: null };
const closed = (one: Lodged, closedAt = NOW): Lodged => ({ ...one, closedAt });
const lodging = (residentId: string | null, home: readonly Lodged[], given: Partial<DeviceAtHome> = {}) =>
  lodgingOf({ residentId, inService: true, absence: null, ...given }, home);

test('what a home shares is about all who live there, and somebody’s own about them', () => {
  expect(lodging(null, [OLGA, PER])).toEqual({ residentIds: ['olga', 'per'], absence: null, vacated: null });
  expect(lodging('olga', [OLGA, PER])).toMatchObject({ residentIds: ['olga'], vacated: null });
});

test('a room where nobody ever lived is not left by anybody', () => {
  expect(lodging(null, [])).toEqual({ residentIds: [], absence: null, vacated: null });
});

test('a home is left when the last who lived there is closed; what is in stock is at no home', () => {
  const home = [closed(OLGA, NOW - minutes(5)), closed(PER)];
  expect(lodging(null, home)).toMatchObject({ residentIds: [], vacated: NOW });
  expect(lodging(null, home, { inService: false }).vacated).toBeNull();
  expect(lodging(null, [closed(OLGA), PER])).toMatchObject({ residentIds: ['per'], vacated: null });
});

test('a device of somebody who is closed is about who lives on there, and where nobody does about whose it was', () => {
  expect(lodging('olga', [closed(OLGA), PER])).toMatchObject({ residentIds: ['per'], vacated: NOW });
  expect(lodging('olga', [closed(OLGA)])).toMatchObject({ residentIds: ['olga'], vacated: NOW });
});

test('one who is away pauses what is their own, and what is shared only while they live alone', () => {
  const absence = ABSENCE;
  expect(lodging('olga', [OLGA, PER], { absence }).absence).toBe(ABSENCE);
  expect(lodging(null, [OLGA], { absence }).absence).toBe(ABSENCE);
  expect(lodging(null, [closed(PER), OLGA], { absence }).absence).toBe(ABSENCE);
  expect(lodging(null, [OLGA, PER], { absence }).absence).toBeNull();
});
