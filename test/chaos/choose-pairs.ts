import type { Fault } from './fault.ts';

/** Numbers from 0 up to 1, the same for the same seed (mulberry32). */
const seededDraw = (seed: number): (() => number) => {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
};

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
