import { type Instant, minutes } from '@varde/domain';
import type { Look } from './watching.ts';

/** What changes in days is looked at once an hour. */
const ROUND = minutes(60);

/**
 * Goes through a table from its beginning to its end, a page at each look, then rests until the hour is over. `page` looks
 * at one, from this block of the table on, and gives the block to go on from; null at the end.
 */
export const inRounds = (now: () => Instant, page: (from: number) => Promise<number | null>): Look => {
  let from: number | null = null;
  let roundBegan = Number.NEGATIVE_INFINITY;
  return async () => {
    if (from === null) {
      if (now() - roundBegan < ROUND) return;
      roundBegan = now();
    }
    from = await page(from ?? 0);
  };
};
