import type { Day, Decision } from '../decision/decision.ts';
import { standingOf } from '../decision/standing.ts';
import { type DeviceFunction, needsLegalBasis } from '../device/device-functions.ts';
import { deviceProfile } from '../device/device-profiles.ts';

/** A device at the home that somebody leaves, whoever's it is. */
export type HouseholdDevice = {
  readonly id: string;
  readonly profile: string;
  /** null: the home shares it. */
  readonly residentId: string | null;
  readonly functionsOff: readonly string[];
};

/** Somebody leaves a home, for another one or for good. */
export type Leaving = {
  readonly residentId: string;
  readonly devices: readonly HouseholdDevice[];
  /** What whoever leaves is granted; by number, newest first. */
  readonly decisions: readonly Decision[];
  /** Whoever lives on there, and what they are granted. */
  readonly remaining: { readonly residents: readonly string[]; readonly decisions: readonly Decision[] };
  readonly today: Day;
};

/** What becomes of a device that stays behind. */
export type DeviceLeft = {
  readonly id: string;
  /** null: it is the home's from now on. */
  readonly residentId: string | null;
  readonly functionsOff: readonly string[];
  readonly stopped: readonly DeviceFunction[];
  /** Nobody there has any use for it: somebody fetches it. */
  readonly collect: boolean;
};

const functionsOn = ({ profile, functionsOff }: HouseholdDevice): readonly DeviceFunction[] =>
  (deviceProfile(profile)?.functions ?? []).filter((name) => !functionsOff.includes(name));

const isGranted = (name: DeviceFunction, decisions: readonly Decision[], today: Day): boolean =>
  standingOf(name, decisions, today).kind === 'granted';

const without = (device: HouseholdDevice, stopped: readonly DeviceFunction[]): Pick<DeviceLeft, 'functionsOff'> => ({
  functionsOff: [...device.functionsOff, ...stopped],
});

/** What follows a person stops, since whom it followed is not there; what helps anybody there goes on until it is fetched. */
export const fetchDevice = (device: HouseholdDevice, residentId: string | null): DeviceLeft => {
  const stopped = functionsOn(device).filter(needsLegalBasis);
  return { id: device.id, residentId, ...without(device, stopped), stopped, collect: true };
};

/**
 * What a home shares stays while somebody lives there; what was on for whoever has left, and is granted to nobody else,
 * stops. What was on without any decision before is left to the worklist, as the watch over decisions leaves it.
 */
export const leaveShared = (device: HouseholdDevice, leaving: Leaving): DeviceLeft => {
  const { decisions, remaining, today } = leaving;
  if (remaining.residents.length === 0) return fetchDevice(device, null);
  const stopped = functionsOn(device).filter(
    (name) =>
      needsLegalBasis(name) && isGranted(name, decisions, today) && !isGranted(name, remaining.decisions, today),
  );
  const off = without(device, stopped);
  const collect = stopped.length > 0 && functionsOn({ ...device, ...off }).length === 0;
  return { id: device.id, residentId: null, ...off, stopped, collect };
};

/** Somebody's own device that they do not take along: the home's where one who lives on there has it granted. */
export const leaveOwn = (device: HouseholdDevice, { remaining, today }: Leaving): DeviceLeft => {
  const on = functionsOn(device);
  if (!on.some((name) => isGranted(name, remaining.decisions, today))) return fetchDevice(device, null);
  const stopped = on.filter((name) => needsLegalBasis(name) && !isGranted(name, remaining.decisions, today));
  return { id: device.id, residentId: null, ...without(device, stopped), stopped, collect: false };
};

/** Taken along: what a shared one did for those who live on there, and is not granted to whoever takes it, stops. */
export const takeAlong = (
  device: HouseholdDevice,
  { decisions, remaining, today }: Leaving,
): Pick<DeviceLeft, 'functionsOff'> => {
  const stopped = functionsOn(device).filter(
    (name) =>
      needsLegalBasis(name) && isGranted(name, remaining.decisions, today) && !isGranted(name, decisions, today),
  );
  return without(device, device.residentId === null ? stopped : []);
};
