import type { Text } from '../language.ts';

/** A kind of device: data, one file each under `profiles/`. */
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
  /** The other devices of its home speak through it, but for the mobile ones. */
  readonly hub: boolean;
  /** Stands in a socket: it reports when the power goes. */
  readonly mains: boolean;
  /** A broken one puts a life at risk: its silence or empty battery goes orange to the operators. */
  readonly lifeCritical: boolean;
  /** Carried by a person, outdoors too: its low battery is the operators' matter. */
  readonly mobile: boolean;
  /** Has a speaker and a microphone. */
  readonly speech: boolean;
};
