import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededDraw } from '../chance/draw.ts';
import { planPowerCut } from './power-cut.ts';

const devices = Array.from({ length: 200 }, (_, index) => `device ${index}`);

test('every device says once that it lost its mains, within the time, most of them at once', () => {
  const reports = planPowerCut(devices, { within: 120_000 }, seededDraw(1, 'storm'));
  expect(new Set(reports.map(({ client }) => client)).size).toBe(devices.length);
  expect(reports.every(({ kind, after }) => kind === 'mains-lost' && after < 120_000)).toBe(true);
  expect(reports.filter(({ after }) => after < 12_000).length).toBeGreaterThan(120);
});

test('reports come in order, and no device is back before it was gone', () => {
  fc.assert(
    fc.property(fc.integer(), fc.integer({ min: 0, max: 300_000 }), (seed, backAfter) => {
      const reports = planPowerCut(devices, { within: 120_000, backAfter }, seededDraw(seed, 'storm'));
      expect(reports.map(({ after }) => after)).toEqual(reports.map(({ after }) => after).sort((a, b) => a - b));
      const gone = new Set<string>();
      for (const { client, kind } of reports) {
        if (kind === 'mains-lost') gone.add(client);
        else expect(gone.delete(client)).toBe(true);
      }
      expect(gone.size).toBe(0);
    }),
    { numRuns: 30 },
  );
});
