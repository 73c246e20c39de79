import { createHash } from 'node:crypto';

/** Chance that is the same on every run. */
export type Draw = {
  /** From `min` to `max`, both included. */
  integer(min: number, max: number): number;
  chance(probability: number): boolean;
  pick<T>(list: readonly T[]): T;
};

/**
 * A stream of draws for one name (mulberry32, seeded by the name's hash). Every home draws from a stream of its
 * own, so a change to one home leaves all the others as they were.
 */
export const createDraw = (name: string): Draw => {
  let state = createHash('sha256').update(name).digest().readUInt32LE(0);

  const fraction = (): number => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const integer = (min: number, max: number): number => min + Math.floor(fraction() * (max - min + 1));

  return {
    integer,
    chance: (probability) => fraction() < probability,
    pick: <T>(list: readonly T[]): T => {
      if (list.length === 0) throw new RangeError('nothing to pick from');
      return list[integer(0, list.length - 1)] as T;
    },
  };
};
