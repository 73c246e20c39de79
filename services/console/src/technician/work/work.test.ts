import { expect, test } from 'vitest';
import { jonas, KARI, kari } from '../../test-alarm.ts';
import { anEntry, aWork } from '../testing/test-device.ts';
import { byLevel, countByArea, filterWork, kindsIn, withOutbox } from './group-work.ts';
import { byArea, moved, readOrder, visitsOf } from './round.ts';

const silent = aWork({
  key: 'alarm:a1',
  kind: 'silent',
  consequence: 3,
  areaId: 'finnoy',
  address: 'Lundehaugbakken 3',
});
const battery = aWork();
const cut = aWork({ key: 'alarm:a2', kind: 'incident', consequence: 3 });
const work = [silent, cut, battery];

test('three levels of consequence, the empty ones left out, each in the order it came', () => {
  expect(byLevel(work).map(({ level, work: of }) => [level, of.map(({ key }) => key)])).toEqual([
    [3, ['alarm:a1', 'alarm:a2']],
    [1, ['device:d1:battery']],
  ]);
});

test('filtered by area and by kind, and both', () => {
  expect(filterWork(work, { area: 'finnoy' })).toEqual([silent]);
  expect(filterWork(work, { kind: 'battery' })).toEqual([battery]);
  expect(filterWork(work, { area: 'finnoy', kind: 'battery' })).toEqual([]);
  expect(kindsIn(work)).toEqual(['incident', 'silent', 'battery']);
});

test('each area’s share of each level', () => {
  expect(countByArea(work).get('storhaug')).toEqual({ id: 'storhaug', levels: { 3: 1, 2: 0, 1: 1 }, all: 2 });
  expect(countByArea([aWork({ areaId: undefined as never })]).get('')?.all).toBe(1);
});

const take = anEntry({ kind: 'take', by: KARI.id, subject: battery.key, body: {} });

test('what I have tapped shows at once; what was refused, and what is another’s, does not', () => {
  expect(withOutbox(work, [take], KARI)[2]?.taken?.by).toMatchObject(kari);
  expect(withOutbox(work, [{ ...take, refused: { code: 'work-taken' } }], KARI)).toEqual(work);
  expect(withOutbox(work, [{ ...take, by: jonas.id }], KARI)).toEqual(work);
  const given = withOutbox(work, [take, { ...take, kind: 'release' }], KARI);
  expect(given[2]).not.toHaveProperty('taken');
  const said = withOutbox(work, [{ ...take, kind: 'comment', body: { text: 'Nøkkel hos naboen' } }], KARI);
  expect(said[2]?.comment).toMatchObject({ text: 'Nøkkel hos naboen', stale: false });
});

const at = '2026-11-21T02:00:00.000Z';
const mine = work.map((one) => ({ ...one, taken: { by: kari, at } }));

test('a day’s stops: one an address, with all that is to be done there, in my own order', () => {
  const stops = visitsOf(mine, kari.id, []);
  expect(stops.map(({ address, work: of }) => [address, of.length])).toEqual([
    ['Lundehaugbakken 3', 1],
    ['Pedersgata 12', 2],
  ]);
  const order = stops.map(({ key }) => key).toReversed();
  expect(visitsOf(mine, kari.id, order).map(({ address }) => address)).toEqual(['Pedersgata 12', 'Lundehaugbakken 3']);
  expect(visitsOf(mine, jonas.id, [])).toEqual([]);
});

test('a stop moves a place, and not past the ends', () => {
  expect(moved(['a', 'b', 'c'], 'c', -1)).toEqual(['a', 'c', 'b']);
  expect(moved(['a', 'b', 'c'], 'a', 1)).toEqual(['b', 'a', 'c']);
  expect(moved(['a', 'b', 'c'], 'a', -1)).toEqual(['a', 'b', 'c']);
  expect(moved(['a'], 'x', 1)).toEqual(['a']);
});

test('on paper the stops are together by area', () => {
  const stops = visitsOf(mine, kari.id, []);
  expect(byArea(stops).map(({ areaId }) => areaId)).toEqual(['finnoy', 'storhaug']);
  expect(readOrder(['a', 7])).toEqual(['a']);
  expect(readOrder(null)).toEqual([]);
});
