import type { Role } from '../alarm/command.ts';
import type { DeviceFunction } from '../device/device-functions.ts';
import type { DeviceCommand } from '../device/device-profile.ts';
import { deviceProfile } from '../device/device-profiles.ts';
import { type DeviceState, isAtHome, maySignIn } from '../device-life/device-life.ts';
import { type Instant, minutes, seconds } from '../instant.ts';

/** All that is asked before a device is told to do something. */
export type DeviceCommandFacts = {
  readonly command: DeviceCommand;
  readonly role: Role;
  readonly device: {
    readonly profile: string;
    readonly state: DeviceState;
    readonly functionsOff: readonly string[];
    readonly testUntil: Instant | null;
  };
  /** It was told the same a moment ago, and has not answered. */
  readonly isPending: boolean;
  /** Somebody holds a right to open what is at this home, now. */
  readonly mayOpenNow: boolean;
  /** The alarm it is for: of this home, in the hands of whoever asks, and not closed; null: for none. */
  readonly alarm: {
    readonly isOfHome: boolean;
    readonly isHeld: boolean;
    readonly isClosed: boolean;
    readonly isTest: boolean;
  } | null;
};

export type DeviceCommandRefusal =
  | 'command-unknown'
  | 'role'
  | 'no-account'
  | 'not-at-a-home'
  | 'function-off'
  | 'alarm-elsewhere'
  | 'alarm-closed'
  | 'alarm-not-yours'
  /** It acts on a person or their home, and no alarm asks for it. */
  | 'alarm-missing'
  | 'command-pending'
  /** Nobody opens a door for no reason that is written down. */
  | 'opening-unexplained';

export type DeviceCommandDecision =
  /** Too late after `until`: a door that opens when nobody stands there any more is open. */
  { readonly kind: 'send'; readonly until: Instant } | { readonly kind: 'refuse'; readonly code: DeviceCommandRefusal };

/** Those that keep a device alive, and touch nobody; the last two hush an alarm, so only while it is tested. */
const TECHNICAL: readonly DeviceCommand[] = ['reboot', 'identify', 'silence', 'reset'];
const HUSHING: readonly DeviceCommand[] = ['silence', 'reset'];
/** Those that act on a person, and what must be on for them. */
const ON_A_PERSON: Partial<Readonly<Record<DeviceCommand, DeviceFunction | null>>> = {
  locate: 'position',
  'dispense-now': 'medication',
  'open-call': null,
};
const TECHNICIANS: readonly Role[] = ['technician', 'admin'];
const OPERATORS: readonly Role[] = ['operator', 'shift-lead', 'admin'];

const DOORS: readonly DeviceCommand[] = ['lock', 'unlock'];
const DOOR_WITHIN = seconds(30);
const WITHIN = minutes(5);

const alarmRefusal = ({ alarm }: DeviceCommandFacts): DeviceCommandRefusal | null => {
  if (alarm === null) return null;
  if (!alarm.isOfHome) return 'alarm-elsewhere';
  if (alarm.isClosed) return 'alarm-closed';
  return alarm.isHeld ? null : 'alarm-not-yours';
};

/** Why it may not act on whoever is there; what a technician tests is no reason. */
const reasonRefusal = ({ command, alarm, device, mayOpenNow }: DeviceCommandFacts, now: Instant) => {
  const called = alarm !== null && !alarm.isTest;
  if (command === 'unlock' && !called && !mayOpenNow) return 'opening-unexplained';
  const isTested = device.testUntil !== null && device.testUntil > now;
  if (HUSHING.includes(command) && !called && !isTested) return 'alarm-missing';
  if (!Object.hasOwn(ON_A_PERSON, command)) return null;
  const needed = ON_A_PERSON[command] ?? null;
  if (needed !== null && device.functionsOff.includes(needed)) return 'function-off';
  return called ? null : 'alarm-missing';
};

const refusalOf = (facts: DeviceCommandFacts, now: Instant): DeviceCommandRefusal | null => {
  const { command, role, device, isPending } = facts;
  if (deviceProfile(device.profile)?.commands.includes(command) !== true) return 'command-unknown';
  const isTechnical = TECHNICAL.includes(command);
  if (!OPERATORS.includes(role) && !(TECHNICIANS.includes(role) && isTechnical)) return 'role';
  if (!maySignIn(device.state)) return 'no-account';
  if (!isTechnical && !isAtHome(device.state)) return 'not-at-a-home';
  return alarmRefusal(facts) ?? reasonRefusal(facts, now) ?? (isPending ? 'command-pending' : null);
};

/** Whether a device is told to do what somebody asks of it. */
export const decideDeviceCommand = (facts: DeviceCommandFacts, now: Instant): DeviceCommandDecision => {
  const code = refusalOf(facts, now);
  if (code !== null) return { kind: 'refuse', code };
  return { kind: 'send', until: now + (DOORS.includes(facts.command) ? DOOR_WITHIN : WITHIN) };
};
