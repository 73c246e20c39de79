import type { DeviceLifeFields } from '../device-life/decide-step.ts';
import type { Instant } from '../instant.ts';
import { type DeviceLeft, type HouseholdDevice, type Leaving, leaveOwn, leaveShared, takeAlong } from './household.ts';

export type MoveFacts = Leaving & {
  readonly closed: boolean;
  readonly fromHomeId: string;
  readonly toHomeId: string;
  /** Ids of what comes along: whoever moves it has taken it down. */
  readonly along: readonly string[];
  /** What the home shares comes along too, though others live on there. */
  readonly takesShared: boolean;
  /** The operators' that are not closed, about whoever moves or on what comes along. */
  readonly openAlarms: readonly string[];
};

export type MoveRefusal =
  | { readonly code: 'resident-closed' }
  /** What calls next would join an alarm at the home that is left. */
  | { readonly code: 'alarm-open'; readonly alarms: readonly string[] }
  /** Not at the home that is left. */
  | { readonly code: 'device-elsewhere'; readonly devices: readonly string[] }
  | { readonly code: 'device-of-others'; readonly devices: readonly string[] }
  /** Others live with it; taking it must be said. */
  | { readonly code: 'device-shared'; readonly devices: readonly string[] };

export type MoveDecision =
  | {
      readonly kind: 'done';
      readonly along: readonly { readonly id: string; readonly fields: DeviceLifeFields }[];
      readonly left: readonly DeviceLeft[];
      /** Whoever might open the home was expected by somebody who is gone, and nobody else lives there. */
      readonly endsUnlockRights: boolean;
    }
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refused'; readonly refusal: MoveRefusal };

const refusalOf = (facts: MoveFacts): MoveRefusal | null => {
  const { residentId, devices, along, remaining, takesShared, openAlarms: alarms } = facts;
  if (facts.closed) return { code: 'resident-closed' };
  if (alarms.length > 0) return { code: 'alarm-open', alarms };
  const here = new Map(devices.map((device) => [device.id, device]));
  const elsewhere = along.filter((id) => !here.has(id));
  if (elsewhere.length > 0) return { code: 'device-elsewhere', devices: elsewhere };
  const isOthers = ({ residentId: owner }: HouseholdDevice): boolean => owner !== null && owner !== residentId;
  const taken = devices.filter(({ id }) => along.includes(id));
  const others = taken.filter(isOthers).map(({ id }) => id);
  if (others.length > 0) return { code: 'device-of-others', devices: others };
  const shared = taken.filter(({ residentId: owner }) => owner === null).map(({ id }) => id);
  const asked = remaining.residents.length === 0 || takesShared;
  return shared.length > 0 && !asked ? { code: 'device-shared', devices: shared } : null;
};

/**
 * Somebody moves to another home. Nothing comes along that was not named; what does is mounted anew, and so has not been
 * tested with the centre. Never while the centre is dealing with an alarm about them, or on what comes along.
 */
export const decideMove = (facts: MoveFacts, now: Instant): MoveDecision => {
  const { residentId, devices, along, toHomeId } = facts;
  if (!facts.closed && facts.fromHomeId === toHomeId) return { kind: 'unchanged' };
  const refusal = refusalOf(facts);
  if (refusal !== null) return { kind: 'refused', refusal };
  const mounted = { homeId: toHomeId, state: 'installed', installedAt: now, testedAt: null, testUntil: null } as const;
  const behind = devices.filter(({ id }) => !along.includes(id));
  const left = [
    ...behind.filter((device) => device.residentId === residentId).map((device) => leaveOwn(device, facts)),
    ...behind.filter((device) => device.residentId === null).map((device) => leaveShared(device, facts)),
  ];
  return {
    kind: 'done',
    along: devices
      .filter(({ id }) => along.includes(id))
      .map((device) => ({ id: device.id, fields: { ...mounted, ...takeAlong(device, facts) } })),
    left,
    endsUnlockRights: facts.remaining.residents.length === 0,
  };
};
