const MIB = 2 ** 20;
/** More than any core's own cache, less than the cache that cores share: neighbours of a virtual machine eat from it. */
const SIZE = (8 * MIB) / Uint32Array.BYTES_PER_ELEMENT;
const STEPS = 500_000;
const TIMES = 9;

/** One closed tour through all places in no order that a core could guess. */
const makeTour = (): Uint32Array => {
  const tour = Uint32Array.from({ length: SIZE }, (_, place) => place);
  for (let last = SIZE - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * last);
    [tour[last], tour[other]] = [tour[other] ?? 0, tour[last] ?? 0];
  }
  return tour;
};

/** Nanoseconds a dependent read takes, ascending: on a machine of one's own about 15 to 40, and steady. */
export const memoryLatencies = (): number[] => {
  const tour = makeTour();
  let place = 0;
  const walk = (): number => {
    const begun = performance.now();
    for (let step = 0; step < STEPS; step += 1) place = tour[place] ?? 0;
    return Math.round(((performance.now() - begun) * 1e6) / STEPS);
  };
  walk();
  return Array.from({ length: TIMES }, walk).toSorted((a, b) => a - b);
};
