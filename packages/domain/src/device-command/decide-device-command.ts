import type { Role } from '../alarm/command.ts';
import type { DeviceCommand } from '../device/device-profile.ts';
import { deviceProfile } from '../device/device-profiles.ts';
import { type DeviceState, isAtHome, maySignIn } from '../device-life/device-life.ts';
import { type Instant, minutes, seconds } from '../instant.ts';

/** All that is asked before a device is told to do something. */
export type DeviceCommandFacts = {
  readonly command: DeviceCommand;
  readonly role: Role;
  readonly device: { readonly profile: string; readonly state: DeviceState; readonly functionsOff: readonly string[] };
  /** Somebody holds a right to open what is at this home, now. */
  readonly mayOpenNow: boolean;
  /** The alarm it is for: of this home, in the hands of whoever asks, and not closed; null: for none. */
  readonly alarm: { readonly isOfHome: boolean; readonly isHeld: boolean; readonly isClosed: boolean } | null;
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
  /** Nobody opens a door for no reason that is written down. */
  | 'opening-unexplained';

export type DeviceCommandDecision =
  /** Too late after `until`: a door that opens when nobody stands there any more is open. */
  { readonly kind: 'send'; readonly until: Instant } | { readonly kind: 'refuse'; readonly code: DeviceCommandRefusal };

/** Those that keep a device alive, and touch nobody. */
const TECHNICAL: readonly DeviceCommand[] = ['reboot', 'identify', 'silence', 'reset'];
const TECHNICIANS: readonly Role[] = ['technician', 'admin'];
const OPERATORS: readonly Role[] = ['operator', 'shift-lead', 'admin'];

const DOORS: readonly DeviceCommand[] = ['lock', 'unlock'];
const DOOR_WITHIN = seconds(30);
const WITHIN = minutes(5);

const refusalOf = (facts: DeviceCommandFacts): DeviceCommandRefusal | null => {
  const { command, role, device, alarm, mayOpenNow } = facts;
  if (deviceProfile(device.profile)?.commands.includes(command) !== true) return 'command-unknown';
  const isTechnical = TECHNICAL.includes(command);
  if (!OPERATORS.includes(role) && !(TECHNICIANS.includes(role) && isTechnical)) return 'role';
  if (!maySignIn(device.state)) return 'no-account';
  if (!isTechnical && !isAtHome(device.state)) return 'not-at-a-home';
  if (command === 'locate' && device.functionsOff.includes('position')) return 'function-off';
  if (alarm !== null && !alarm.isOfHome) return 'alarm-elsewhere';
  if (alarm?.isClosed === true) return 'alarm-closed';
  if (alarm !== null && !alarm.isHeld) return 'alarm-not-yours';
  return command === 'unlock' && alarm === null && !mayOpenNow ? 'opening-unexplained' : null;
};

/** Whether a device is told to do what somebody asks of it. */
export const decideDeviceCommand = (facts: DeviceCommandFacts, now: Instant): DeviceCommandDecision => {
  const code = refusalOf(facts);
  if (code !== null) return { kind: 'refuse', code };
  return { kind: 'send', until: now + (DOORS.includes(facts.command) ? DOOR_WITHIN : WITHIN) };
};
