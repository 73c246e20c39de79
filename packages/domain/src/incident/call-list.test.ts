import fc from 'fast-check';
import { expect, test } from 'vitest';
import { callReasons, type HitResident, orderCallList } from './call-list.ts';

const resident = (id: string, given: Partial<HitResident> = {}): HitResident => ({
  ...{ id, name: id, needs: [], hazards: [], age: 70, alone: false, lifeCritical: false, dispenser: false },
  ...given,
});

test('the most vulnerable is called first, and who has no reason is left out', () => {
  const list = orderCallList([
    resident('well'),
    resident('old', { age: 91 }),
    resident('alone with a button', { alone: true, lifeCritical: true }),
    resident('breathes oxygen', { hazards: ['oxygen'] }),
    resident('wanders and cannot walk', { needs: ['dementia', 'mobility'], alone: true }),
    resident('hears badly', { needs: ['hearing'] }),
  ]);
  expect(list.map(({ resident: { id } }) => id)).toEqual([
    'breathes oxygen',
    'wanders and cannot walk',
    'alone with a button',
    'hears badly',
    'old',
  ]);
  expect(list[1]?.reasons).toEqual(['mobility', 'dementia', 'alone']);
});

test('oxygen passes all the rest together', () => {
  const all = resident('all', {
    ...{
      needs: ['mobility', 'dementia', 'hearing', 'sight', 'speech'],
      age: 99,
      alone: true,
      dispenser: true,
      lifeCritical: true,
    },
  });
  const [first] = orderCallList([all, resident('oxygen', { needs: ['oxygen'] })]);
  expect(first?.resident.id).toBe('oxygen');
});

test('the order is one, whatever order the residents come in', () => {
  const aResident = fc.record({
    id: fc.uuid(),
    name: fc.constant('x'),
    needs: fc.subarray(['hearing', 'mobility', 'dementia', 'sight', 'speech']),
    hazards: fc.subarray(['oxygen', 'dog']),
    age: fc.option(fc.integer({ min: 60, max: 100 })),
    alone: fc.boolean(),
    lifeCritical: fc.boolean(),
    dispenser: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.uniqueArray(aResident, { selector: ({ id }) => id }), (residents) => {
      expect(orderCallList(residents.toReversed())).toEqual(orderCallList(residents));
      for (const one of residents) {
        expect(orderCallList(residents).some((row) => row.resident === one)).toBe(callReasons(one).length > 0);
      }
    }),
  );
});
