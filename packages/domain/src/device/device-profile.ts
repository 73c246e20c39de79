import type { Text } from '../language.ts';
import type { DeviceFunction } from './device-functions.ts';
import type { InstallationCheck } from './installation-checks.ts';
import type { SerialForm } from './serial.ts';

/** What the service can ask of a device on its command topic. */
export const DEVICE_COMMANDS = [
  'reboot',
  'identify',
  'open-call',
  'locate',
  'silence',
  'reset',
  'privacy',
  'lock',
  'unlock',
  'dispense-now',
  'ask-for-measurement',
] as const;
export type DeviceCommand = (typeof DEVICE_COMMANDS)[number];

/** A kind of device: data, one file each under `profiles/`. Numbers without a source are assumed; the maker's apply. */
export type DeviceProfile = {
  readonly id: string;
  readonly label: Text;
  /** Kinds it may send; the technical kinds every device may send are added by `profileAccepts`. */
  readonly kinds: readonly string[];
  readonly heartbeatSeconds: number;
  /**
   * Not heard for so long while we were listening, it is silent. At least three missed heartbeats, so that one lost on
   * its way calls nobody (assumed: no standard names a number for all of these; the municipality may).
   */
  readonly silentAfterSeconds: number;
  /** Others of its home speak through it. */
  readonly hub: boolean;
  /** Speaks through the hub of its home, where there is one, and is silent with it. */
  readonly throughHub: boolean;
  /** Stands in a socket: it reports when the power goes. */
  readonly mains: boolean;
  /** A broken one puts a life at risk: its silence or empty battery goes orange to the operators. */
  readonly lifeCritical: boolean;
  /** Carried by a person, outdoors too: its low battery is the operators' matter. */
  readonly mobile: boolean;
  /** Has a speaker and a microphone. */
  readonly speech: boolean;
  /** `months`: how long one lasts as a rule; a device's own history says better. null: none that anybody changes. */
  readonly battery: { readonly type: 'lithium' | 'alkaline' | 'rechargeable'; readonly months: number } | null;
  /** Hours it goes on when the power is gone; null: not at all, or it never stands in a socket. */
  readonly backupHours: number | null;
  /** What it can be used for; a decision grants each. */
  readonly functions: readonly DeviceFunction[];
  /** What whoever installs it must have seen with their own eyes. */
  readonly checks: readonly InstallationCheck[];
  /** Months between services; null: it needs none. */
  readonly serviceMonths: number | null;
  readonly commands: readonly DeviceCommand[];
  /** How its serial number is written, with one as an example. */
  readonly serial: { readonly form: SerialForm; readonly example: string };
  /** Whose it is when it comes back. `nav`: the national aids centre's, and it goes back there. */
  readonly owner: 'municipality' | 'leased' | 'nav';
};
