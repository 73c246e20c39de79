import { sampleBatteries } from '@varde/postgres';
import { inRounds } from './in-rounds.ts';
import type { Look, Watching } from './watching.ts';

/** Blocks of the table looked at in one go, some sixty devices each: a million take half an hour, and nobody waits. */
const PAGE = 8;

/** Notes what devices say of their batteries whenever it is something new: what a forecast is made from. */
export const createBatteryWatch = ({ db, now }: Pick<Watching, 'db' | 'now'>): Look =>
  inRounds(now, (from) => sampleBatteries(db, from, PAGE, now()));
