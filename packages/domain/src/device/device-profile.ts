import type { Text } from '../language.ts';

/** A kind of device: data, one file each under `profiles/`. */
export type DeviceProfile = {
  readonly id: string;
  readonly label: Text;
  /** Kinds it may send; the technical kinds every device may send are added by `profileAccepts`. */
  readonly kinds: readonly string[];
  readonly heartbeatSeconds: number;
  /** A broken one puts a life at risk: its silence or empty battery goes orange to the operators. */
  readonly lifeCritical: boolean;
  /** Carried by a person, outdoors too: its low battery is the operators' matter. */
  readonly mobile: boolean;
  /** Has a speaker and a microphone. */
  readonly speech: boolean;
};
