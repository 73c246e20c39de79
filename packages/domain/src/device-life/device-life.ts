import type { Instant } from '../instant.ts';

/**
 * Where a device is in its life. `prepared`: with SIM and battery, ready for a home. `installed`: at a home and not yet
 * tested with the centre; what it says counts all the same.
 */
export const DEVICE_STATES = [
  'in-stock',
  'prepared',
  'installed',
  'in-service',
  'returned',
  'in-repair',
  'retired',
] as const;
export type DeviceState = (typeof DEVICE_STATES)[number];

/** At somebody's home: its alarms are about them. */
export const AT_HOME: readonly DeviceState[] = ['installed', 'in-service'];
export const isAtHome = (state: DeviceState): boolean => AT_HOME.includes(state);

/** Whether it has an account at the broker. What has come back has none until it is cleaned and gets a new one. */
export const maySignIn = (state: DeviceState): boolean =>
  state === 'in-stock' || state === 'prepared' || isAtHome(state);

/** What the steps are decided on. */
export type DeviceLife = {
  readonly profile: string;
  readonly state: DeviceState;
  /** Whom it is meant for while it is not there yet. */
  readonly assignedTo: string | null;
  readonly residentId: string | null;
  readonly homeId: string | null;
};

export type DeviceStep =
  | { readonly step: 'assign'; readonly residentId: string; readonly appointmentAt: Instant | null }
  | { readonly step: 'unassign' }
  | { readonly step: 'prepare'; readonly sim: string | null; readonly location: string | null }
  | {
      readonly step: 'install';
      /** null: whom it is assigned to. */
      readonly resident: { readonly id: string; readonly homeId: string } | null;
      readonly place: string;
      /** What was seen to be so. */
      readonly checks: readonly string[];
      readonly functionsOff: readonly string[];
    }
  /** `tested`: a test of it has come through to the centre since it was installed. */
  | { readonly step: 'pass-test'; readonly tested: boolean }
  | { readonly step: 'service'; readonly battery: boolean; readonly note: string | null }
  | { readonly step: 'return'; readonly reason: string | null }
  | { readonly step: 'clean'; readonly location: string | null }
  | { readonly step: 'repair'; readonly reason: string | null }
  | { readonly step: 'repaired'; readonly location: string | null }
  | { readonly step: 'retire'; readonly reason: string | null }
  /** Past all the steps: it hangs there already, or is in the store again. null: the store. */
  | { readonly step: 'direct'; readonly resident: { readonly id: string; readonly homeId: string } | null };

export type DeviceStepName = DeviceStep['step'];

/** From which states each step leads; what it leads to stands in `decideStep`. */
export const STEPS_FROM: Readonly<Record<DeviceStepName, readonly DeviceState[]>> = {
  assign: ['in-stock', 'prepared'],
  unassign: ['in-stock', 'prepared'],
  prepare: ['in-stock'],
  install: ['prepared'],
  // Again where it hangs untested: registered as it hung there, or moved with its resident.
  'pass-test': AT_HOME,
  service: AT_HOME,
  return: AT_HOME,
  clean: ['returned'],
  repair: ['in-stock', 'prepared', 'returned'],
  repaired: ['in-repair'],
  retire: ['in-stock', 'prepared', 'installed', 'in-service', 'returned', 'in-repair'],
  direct: ['in-stock', 'prepared', 'installed', 'in-service'],
};

/** What can be done with a device in this state, in the order of its life. */
export const stepsFrom = (state: DeviceState): readonly DeviceStepName[] =>
  (Object.keys(STEPS_FROM) as DeviceStepName[]).filter((step) => step !== 'direct' && STEPS_FROM[step].includes(state));
