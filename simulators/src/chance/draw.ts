import { createHash } from 'node:crypto';
import { uniformFloat64 } from 'pure-rand/distribution/uniformFloat64';
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus';

/** The next drawn number, in [0, 1). */
export type Draw = () => number;

/** The same seed and name give the same numbers, whatever else is drawn meanwhile. */
export const seededDraw = (seed: number, name: string): Draw => {
  const generator = xoroshiro128plus(createHash('sha256').update(`${seed}/${name}`).digest().readInt32BE());
  return () => uniformFloat64(generator);
};

/** True in this share of the draws. */
export const happens = (draw: Draw, share: number): boolean => draw() < share;

export const between = (draw: Draw, low: number, high: number): number => low + draw() * (high - low);

/** How long until the next of something that comes by chance, `mean` apart (exponential). */
export const waitingTime = (draw: Draw, mean: number): number => -Math.log(1 - draw()) * mean;
