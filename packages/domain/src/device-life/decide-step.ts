import { deviceProfile } from '../device/device-profiles.ts';
import type { Instant } from '../instant.ts';
import { type DeviceLife, type DeviceState, type DeviceStep, STEPS_FROM } from './device-life.ts';

/** What a step writes; what is left out stays as it is. */
export type DeviceLifeFields = {
  readonly state?: DeviceState;
  readonly assignedTo?: string | null;
  readonly appointmentAt?: Instant | null;
  readonly residentId?: string | null;
  readonly homeId?: string | null;
  readonly place?: string | null;
  readonly location?: string | null;
  readonly functionsOff?: readonly string[];
  readonly testUntil?: null;
  readonly collectSince?: null;
  readonly installedAt?: Instant | null;
  readonly testedAt?: Instant | null;
  readonly servicedAt?: Instant;
  readonly batteryAt?: Instant;
};

export type StepRefusal =
  /** Not from this state. */
  | { readonly code: 'step-out-of-order' }
  | { readonly code: 'device-retired' }
  /** Somebody else is waiting for it. */
  | { readonly code: 'assigned-to-another' }
  | { readonly code: 'not-assigned' }
  /** No test has come through since it was installed. */
  | { readonly code: 'not-tested' }
  | { readonly code: 'checks-missing'; readonly missing: readonly string[] };

export type StepDecision =
  | { readonly kind: 'done'; readonly fields: DeviceLifeFields }
  | { readonly kind: 'refused'; readonly refusal: StepRefusal };

const done = (fields: DeviceLifeFields): StepDecision => ({ kind: 'done', fields });
const refused = (refusal: StepRefusal): StepDecision => ({ kind: 'refused', refusal });

/** Nobody's: out of the home, and whatever was agreed for it there is over. */
const NOBODYS = {
  assignedTo: null,
  appointmentAt: null,
  residentId: null,
  homeId: null,
  place: null,
  functionsOff: [],
  testUntil: null,
  installedAt: null,
  testedAt: null,
  collectSince: null,
} as const;

const atResident = (
  resident: { readonly id: string; readonly homeId: string } | null,
  now: Instant,
): DeviceLifeFields =>
  resident === null
    ? { state: 'in-stock' }
    : { state: 'in-service', residentId: resident.id, homeId: resident.homeId, location: null, installedAt: now };

/** One step of a device's life, or why it cannot be taken. */
export const decideStep = (device: DeviceLife, step: DeviceStep, now: Instant): StepDecision => {
  if (device.state === 'retired') return refused({ code: 'device-retired' });
  if (!STEPS_FROM[step.step].includes(device.state)) return refused({ code: 'step-out-of-order' });
  switch (step.step) {
    case 'assign':
      if (device.assignedTo !== null && device.assignedTo !== step.residentId)
        return refused({ code: 'assigned-to-another' });
      return done({ assignedTo: step.residentId, appointmentAt: step.appointmentAt });
    case 'unassign':
      if (device.assignedTo === null) return refused({ code: 'not-assigned' });
      return done({ assignedTo: null, appointmentAt: null });
    case 'prepare':
      return done({
        state: 'prepared',
        batteryAt: now,
        ...(step.location === null ? {} : { location: step.location }),
      });
    case 'install':
      return decideInstall(device, step, now);
    case 'pass-test':
      // What sends nothing of its own, a walker or a calendar, has nothing to be tested with.
      if (!step.tested && deviceProfile(device.profile)?.kinds.length !== 0) return refused({ code: 'not-tested' });
      return done({ state: 'in-service', testedAt: now, testUntil: null });
    case 'service':
      return done({ servicedAt: now, ...(step.battery ? { batteryAt: now } : {}) });
    case 'return':
      return done({ ...NOBODYS, state: 'returned' });
    case 'clean':
    case 'repaired':
      return done({ state: 'in-stock', location: step.location });
    case 'repair':
      return done({ ...NOBODYS, state: 'in-repair' });
    case 'retire':
      return done({ ...NOBODYS, state: 'retired', location: null });
    case 'direct':
      return done({ ...NOBODYS, ...atResident(step.resident, now) });
  }
};

const decideInstall = (
  device: DeviceLife,
  { resident, place, checks, functionsOff }: Extract<DeviceStep, { step: 'install' }>,
  now: Instant,
): StepDecision => {
  if (resident === null) return refused({ code: 'not-assigned' });
  if (device.assignedTo !== null && device.assignedTo !== resident.id) return refused({ code: 'assigned-to-another' });
  const missing = (deviceProfile(device.profile)?.checks ?? []).filter((check) => !checks.includes(check));
  if (missing.length > 0) return refused({ code: 'checks-missing', missing });
  return done({
    state: 'installed',
    residentId: resident.id,
    homeId: resident.homeId,
    place,
    assignedTo: null,
    appointmentAt: null,
    location: null,
    functionsOff,
    installedAt: now,
    testedAt: null,
    servicedAt: now,
  });
};

/** The new one has everything the old one had; the old one comes back. */
export type SwapDecision =
  | { readonly kind: 'done'; readonly old: DeviceLifeFields; readonly next: DeviceLifeFields }
  /** `of`: which of the two stands in the way. */
  | {
      readonly kind: 'refused';
      readonly of: 'old' | 'next';
      readonly refusal: StepRefusal | { readonly code: 'profile-differs' };
    };

/** What goes over to the new device. */
type Inherited = DeviceLife & { readonly place: string | null; readonly functionsOff: readonly string[] };

const refusalOfNext = (old: Inherited, next: DeviceLife): StepRefusal | { readonly code: 'profile-differs' } | null => {
  if (next.state === 'retired') return { code: 'device-retired' };
  if (next.state !== 'prepared') return { code: 'step-out-of-order' };
  if (next.profile !== old.profile) return { code: 'profile-differs' };
  const isAnothers = next.assignedTo !== null && next.assignedTo !== old.residentId;
  return isAnothers ? { code: 'assigned-to-another' } : null;
};

export const decideSwap = (old: Inherited, next: DeviceLife, now: Instant): SwapDecision => {
  const returned = decideStep(old, { step: 'return', reason: null }, now);
  if (returned.kind === 'refused') return { ...returned, of: 'old' };
  const refusal = refusalOfNext(old, next);
  if (refusal !== null) return { kind: 'refused', of: 'next', refusal };
  const { residentId, homeId, place, functionsOff } = old;
  const inherited = { residentId, homeId, place, functionsOff };
  // Not tested with the centre yet, whatever the old one was.
  const fresh = { assignedTo: null, appointmentAt: null, location: null, installedAt: now, testedAt: null } as const;
  return { kind: 'done', old: returned.fields, next: { ...inherited, ...fresh, state: 'installed', servicedAt: now } };
};
