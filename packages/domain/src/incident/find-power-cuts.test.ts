import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import { findPowerCuts, suspectPlaces } from './find-power-cuts.ts';
import { joinsCut, type MainsReport, placeKey } from './power-cut.ts';

/** One device a home, one home a house number; a report a second. */
const street = (name: string, count: number, given: Partial<MainsReport> = {}): MainsReport[] =>
  Array.from({ length: count }, (_, n) => ({
    ...{ alarmId: `${name} ${n}`, deviceId: `device ${name} ${n}`, receivedAt: NOW + seconds(n) },
    ...{ areaId: 'storhaug', street: name, houseNumber: String(n) },
    ...given,
  }));

const sizes = (of: Record<string, number>) =>
  new Map(
    Object.entries(of).map(([name, size]) => {
      const [areaId = '', at = null, houseNumber = null] = name.split('/');
      return [placeKey({ areaId, street: at, houseNumber }), size];
    }),
  );

const later = NOW + minutes(5);
const found = (reports: readonly MainsReport[], of: Record<string, number> = {}, now = later) =>
  findPowerCuts(reports, sizes(of), now).map(({ place, reports: members }) => [
    [place.areaId, place.street, place.houseNumber].filter((part) => part !== null).join('/'),
    members.length,
  ]);

describe('a power cut', () => {
  const three = (count: number) => ['A', 'B', 'C'].flatMap((name) => street(name, count));

  test.each([
    ['twenty devices of an area, however many there are', three(7), {}, [['storhaug', 21]]],
    ['fewer are so many plugs', three(6), {}, []],
    ['unless they are a tenth of a small area', three(6), { storhaug: 180 }, [['storhaug', 18]]],
    ['and five at least', [...street('A', 2), ...street('B', 2)], { storhaug: 6 }, []],
    ['one street is not its area', street('A', 30), { 'storhaug/A': 40, storhaug: 900 }, [['storhaug/A', 30]]],
    ['half of a street', street('A', 5), { 'storhaug/A': 10 }, [['storhaug/A', 5]]],
    ['less of it is not', street('A', 5), { 'storhaug/A': 11 }, []],
    [
      'a block of flats in a long street',
      street('A', 6, { houseNumber: '12' }),
      { 'storhaug/A': 100, 'storhaug/A/12': 8 },
      [['storhaug/A/12', 6]],
    ],
    ['four neighbours are too few to say', street('A', 4), { 'storhaug/A': 4 }, []],
  ])('%s', (_name, reports, of, expected) => {
    expect(found(reports, of)).toEqual(expected);
  });

  test('takes what came after its window too, and leaves what came long before', () => {
    const early = street('B', 1, { alarmId: 'early', receivedAt: NOW - minutes(10) });
    const late = street('C', 1, { alarmId: 'late', receivedAt: NOW + minutes(4) });
    expect(found([...late, ...three(8), ...early])).toEqual([['storhaug', 25]]);
  });

  test('is not made of what trickles in over hours', () => {
    const slow = three(10).map((report, n) => ({ ...report, receivedAt: NOW + minutes(n) }));
    expect(found(slow)).toEqual([]);
  });

  test('of a street waits until it is clear that it is not the whole area', () => {
    const home = street('Lervig sykehjem', 10, { receivedAt: NOW });
    const of = { 'storhaug/Lervig sykehjem': 11 };
    expect(found(home, of, NOW + seconds(29))).toEqual([]);
    expect(found(home, of, NOW + seconds(30))).toEqual([['storhaug/Lervig sykehjem', 10]]);
    expect(found([...home, ...three(4)], of, NOW + seconds(30))).toEqual([['storhaug', 22]]);
  });

  test('of two areas at once is two, each with its own', () => {
    const other = three(8).map((report) => ({ ...report, alarmId: `m ${report.alarmId}`, areaId: 'madla' }));
    expect(found([...three(7), ...other])).toEqual([
      ['storhaug', 21],
      ['madla', 24],
    ]);
  });

  const aReport = fc.record({
    alarmId: fc.uuid(),
    deviceId: fc.uuid(),
    receivedAt: fc.nat(600).map((n) => NOW + seconds(n)),
    areaId: fc.constantFrom('a', 'b'),
    street: fc.constantFrom('s', 't', 'u'),
    houseNumber: fc.constantFrom('1', '2'),
  });

  test('has each report once at most, and the same ones in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(aReport, { maxLength: 80 }), fc.nat(40), (reports, size) => {
        const of = new Map(suspectPlaces(reports).map((place) => [placeKey(place), size]));
        const cuts = findPowerCuts(reports, of, later + minutes(10));
        const members = cuts.flatMap((cut) => cut.reports.map(({ alarmId }) => alarmId));
        expect(new Set(members).size).toBe(members.length);
        const again = findPowerCuts(reports.toReversed(), of, later + minutes(10));
        expect(again.flatMap((cut) => cut.reports.map(({ alarmId }) => alarmId)).toSorted()).toEqual(
          members.toSorted(),
        );
      }),
    );
  });
});

describe('a late report joins a known cut', () => {
  const cut = (endedAt: number | null) => ({
    ...{ id: 'cut', beganAt: NOW, endedAt },
    place: { areaId: 'storhaug', street: null, houseNumber: null },
  });
  const at = (receivedAt: number, areaId = 'storhaug'): MainsReport => street('A', 1, { receivedAt, areaId })[0]!;

  test.each([
    ['while the power is gone', at(NOW + minutes(300)), null, true],
    ['just before we understood', at(NOW - minutes(2)), null, true],
    ['not from before', at(NOW - minutes(3)), null, false],
    ['not from elsewhere', at(NOW, 'madla'), null, false],
    ['when the power flickers', at(NOW + minutes(20)), NOW + minutes(6), true],
    ['not another day', at(NOW + minutes(22)), NOW + minutes(6), false],
  ])('%s', (_name, report, endedAt, expected) => {
    expect(joinsCut(report, cut(endedAt))).toBe(expected);
  });
});
