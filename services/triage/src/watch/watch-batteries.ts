import { minutes } from '@varde/domain';
import { sampleBatteries } from '@varde/postgres';
import type { Look, Watching } from './watching.ts';

/** Blocks of the table looked at in one go, some sixty devices each: a million take half an hour, and nobody waits. */
const PAGE = 8;
/** A battery says something new every few days; once an hour loses nothing of it. */
const ROUND = minutes(60);

/** Notes what devices say of their batteries whenever it is something new: what a forecast is made from. */
export const createBatteryWatch = ({ db, now }: Pick<Watching, 'db' | 'now'>): Look => {
  let from: number | null = null;
  let roundBegan = Number.NEGATIVE_INFINITY;
  return async () => {
    if (from === null) {
      if (now() - roundBegan < ROUND) return;
      roundBegan = now();
    }
    from = await sampleBatteries(db, from ?? 0, PAGE, now());
  };
};
