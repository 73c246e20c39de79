import { seededDraw } from '../harness/seeded-draw.ts';
import type { Fault } from './fault.ts';

const areApart = (a: Fault, b: Fault): boolean => !a.hits.some((hit) => b.hits.includes(hit));

/** Two at once, at random, for ever; never two that take hold of the same thing. */
export function* choosePairs(faults: readonly Fault[], seed: number): Generator<readonly [Fault, Fault], void> {
  const pairs = faults.flatMap((one, n) =>
    faults.slice(n + 1).flatMap((other) => (areApart(one, other) ? [[one, other] as const] : [])),
  );
  const draw = seededDraw(seed);
  for (;;) {
    const pair = pairs[Math.floor(draw() * pairs.length)];
    if (pair === undefined) return;
    yield pair;
  }
}
