import { decideUnmended, FAULT_KINDS, LIFE_CRITICAL_PROFILES, techniciansAreAway } from '@varde/domain';
import { findUnmended, saveAlarm } from '@varde/postgres';
import type { Look, Watching } from './watching.ts';

/** Alarms at one look. */
const AT_ONCE = 50;

/** When the technicians have gone home: what they did not come to, and a life may hang on, is the operators’ to bridge. */
export const createUnmendedWatch =
  ({ db, now, announce }: Watching): Look =>
  async () => {
    if (!techniciansAreAway(now())) return;
    const about = { kinds: FAULT_KINDS, profiles: LIFE_CRITICAL_PROFILES };
    for (const { alarm, municipalityId, targets } of await findUnmended(db, about, AT_ONCE)) {
      const lifted = decideUnmended(alarm, now(), targets);
      if (lifted === null) continue;
      const change = { action: 'colour', actorId: null, detail: { from: alarm.colour, to: lifted.colour } };
      const saved = await db.transaction().execute((tx) => saveAlarm(tx, alarm, lifted, change, now()));
      if (saved) announce([municipalityId]);
    }
  };
