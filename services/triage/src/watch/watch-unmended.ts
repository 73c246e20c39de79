import { decideUnmended, FAULT_KINDS, LIFE_CRITICAL_PROFILES, techniciansAreAway } from '@varde/domain';
import { findUnmended, saveAlarm, type UnmendedAlarm } from '@varde/postgres';
import type { Look, Watching } from './watching.ts';

/** Alarms in one page, and pages at one look. */
const PAGE = 50;
const PAGES = 100;

/** When the technicians have gone home: what they did not come to, and a life may hang on, is the operators’ to bridge. */
export const createUnmendedWatch = ({ db, now, announce }: Watching): Look => {
  const lift = async ({ alarm, municipalityId, targets }: UnmendedAlarm): Promise<boolean> => {
    const lifted = decideUnmended(alarm, now(), targets);
    if (lifted === null) return false;
    const change = { action: 'colour', actorId: null, detail: { from: alarm.colour, to: lifted.colour } };
    const saved = await db.transaction().execute((tx) => saveAlarm(tx, alarm, lifted, change, now()));
    if (saved) announce([municipalityId]);
    return saved;
  };

  return async () => {
    const about = { kinds: FAULT_KINDS, profiles: LIFE_CRITICAL_PROFILES };
    for (let page = 0; page < PAGES && techniciansAreAway(now()); page += 1) {
      const outcomes = await Promise.allSettled((await findUnmended(db, about, PAGE)).map(lift));
      const failed = outcomes.find(({ status }) => status === 'rejected');
      const lifted = outcomes.some((one) => one.status === 'fulfilled' && one.value);
      // One that cannot be written keeps none of the others where they are.
      if (failed?.status === 'rejected' && !lifted) throw failed.reason;
      if (!lifted) return;
    }
  };
};
