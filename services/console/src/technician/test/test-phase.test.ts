import type { DeviceTestView } from '@varde/contracts';
import { TEST_STATIONS } from '@varde/domain';
import { expect, test } from 'vitest';
import { NOW, secondsFromNow } from '../../test-alarm.ts';
import type { Station } from './device-test-view.ts';
import { awaited, newlySettled, readReason, share, stationsOf, testPhase } from './test-phase.ts';

/** The first `count` stations have been passed. */
const passed = (count: number): Station[] =>
  TEST_STATIONS.map((station, index) =>
    index < count ? { station, state: 'passed', milliseconds: index * 10 } : { station, state: 'waiting' },
  );
const aTest = (over: Partial<DeviceTestView> = {}): DeviceTestView => ({
  deviceId: 'd1',
  open: true,
  since: secondsFromNow(-20),
  until: secondsFromNow(270),
  stations: passed(0),
  passed: false,
  ...over,
});
const red = { id: 'a1', kind: 'fall-detected', label: 'Fall', colour: 'red', state: 'queued' } as const;

test('before it is begun there is one thing to do', () => {
  expect(testPhase(undefined, NOW)).toEqual({ kind: 'start' });
  expect(testPhase({ deviceId: 'd1', open: false, stations: [], passed: false }, NOW)).toEqual({ kind: 'start' });
});

test('begun, somebody presses the device; then it is under way', () => {
  expect(testPhase(aTest(), NOW)).toEqual({ kind: 'press', minutesLeft: 5 });
  expect(testPhase(aTest({ stations: passed(2) }), NOW)).toEqual({ kind: 'under-way', minutesLeft: 5 });
});

test('a red one is confirmed before anything else, with the seconds left; after them it is the operators’', () => {
  const asked = aTest({ stations: passed(4), alarm: { ...red, confirmBy: secondsFromNow(41.5) } });
  expect(testPhase(asked, NOW)).toEqual({ kind: 'confirm', alarmId: 'a1', secondsLeft: 42 });
  expect(testPhase(asked, NOW + 42_000)).toEqual({ kind: 'handed-over' });
  const answered = aTest({ ...asked, alarm: { ...red, state: 'handling', confirmBy: secondsFromNow(41.5) } });
  expect(testPhase(answered, NOW).kind).toBe('under-way');
});

test('what came through as real is said above all', () => {
  expect(
    testPhase(aTest({ real: { ...red, id: 'a2', label: 'Fall' }, stations: passed(7), passed: true }), NOW).kind,
  ).toBe('real');
});

test('what is missing is what the page is about, and what is passed is passed even when the time is over', () => {
  const stations: Station[] = [...passed(3).slice(0, 3), { station: 'shown', state: 'missing', reason: 'no-console' }];
  expect(testPhase(aTest({ stations }), NOW)).toMatchObject({ kind: 'stuck', station: { station: 'shown' } });
  expect(testPhase(aTest({ stations, open: false }), NOW)).toMatchObject({
    kind: 'ran-out',
    station: { station: 'shown' },
  });
  expect(testPhase(aTest({ stations: passed(3) }), NOW + 300_000)).toEqual({ kind: 'ran-out', station: undefined });
  expect(testPhase(aTest({ stations: passed(7), passed: true, open: false }), NOW)).toEqual({ kind: 'passed' });
});

test('the stations stand in the device’s order from the first, whatever has come', () => {
  expect(stationsOf(undefined).map(({ station }) => station)).toEqual(TEST_STATIONS);
  const later = stationsOf(aTest({ stations: [{ station: 'stored', state: 'passed', milliseconds: 14 }] }));
  expect(later.map(({ state }) => state).slice(0, 3)).toEqual(['waiting', 'passed', 'waiting']);
  expect(awaited(later)).toBe('broker');
  expect(share([...passed(2).slice(0, 2), { station: 'speech', state: 'not-asked' }])).toEqual({ passed: 2, of: 2 });
});

test('only what has been passed or gone missing since last is told', () => {
  expect(newlySettled(passed(1), passed(3)).map(({ station }) => station)).toEqual(['stored', 'triaged']);
  expect(newlySettled(passed(3), passed(3))).toEqual([]);
  expect(newlySettled([], [{ station: 'shown', state: 'missing', reason: 'no-console' }])).toHaveLength(1);
});

test.each([
  ['no-console', { code: 'no-console', detail: '' }],
  ['rejected:function-off', { code: 'rejected', detail: 'function-off' }],
  ['rejected: not-json: at 4', { code: 'rejected', detail: 'not-json: at 4' }],
  ['a-new-one', undefined],
  [undefined, undefined],
])('the reason %j is read as %j', (reason, read) => {
  expect(readReason(reason)).toEqual(read);
});
