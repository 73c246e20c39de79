import { deviceProfile, localDay, withoutDecision } from '@varde/domain';
import { type DeviceWithDecisions, noteUndecided, readDevicesWithDecisions } from '@varde/postgres';
import { inRounds } from './in-rounds.ts';
import type { Look, Watching } from './watching.ts';

/** Blocks of the table looked at in one go, some seventy devices: a municipality's are through in minutes. */
const PAGE = 2;

const isUndecided = ({ profile, functionsOff, decisions }: DeviceWithDecisions, today: string): boolean => {
  const known = deviceProfile(profile);
  return known !== undefined && withoutDecision(known, functionsOff, { decisions, today }).length > 0;
};

/** Notes which devices do something that stands on no decision: a button helps without one, and somebody sees to it. */
export const createUndecidedWatch = ({ db, now }: Pick<Watching, 'db' | 'now'>): Look =>
  inRounds(now, async (from) => {
    const { devices, next } = await readDevicesWithDecisions(db, from, PAGE);
    const today = localDay(now());
    const changed = devices.filter((device) => isUndecided(device, today) !== (device.undecidedSince !== null));
    const idsOf = (wasNoted: boolean): string[] =>
      changed.filter(({ undecidedSince }) => (undecidedSince !== null) === wasNoted).map(({ id }) => id);
    await noteUndecided(db, idsOf(false), now());
    await noteUndecided(db, idsOf(true), null);
    return next;
  });
