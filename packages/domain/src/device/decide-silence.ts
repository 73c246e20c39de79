import { type Instant, minutes, seconds } from '../instant.ts';
import { deviceProfile } from './device-profiles.ts';
import { findOutages, type Listening, listenedAfter } from './listening.ts';

/** The hub a device speaks through. */
export type HubContact = {
  readonly profile: string;
  readonly lastContact: Instant;
  /** When it last came back after having been silent; null: it never was. */
  readonly heardAgainAt: Instant | null;
};

/** What is known of a device that was heard at least once. */
export type DeviceContact = {
  readonly profile: string;
  readonly lastContact: Instant;
  /** The hub of its home; null: there is none, or it is the hub. */
  readonly hub: HubContact | null;
};

/** A hub is judged before those behind it: whole registries are looked through in about a minute. */
const AFTER_ITS_HUB = minutes(2);

type Wait = { readonly limit: number; readonly from: Instant };

/**
 * How long it may be silent, and counted from when; null: it is not its own silence. What speaks through a hub is
 * silent with it, and gets its time anew when the hub is back.
 */
const waitOf = ({ profile: id, lastContact, hub }: DeviceContact, listening: readonly Listening[]): Wait | null => {
  const profile = deviceProfile(id);
  if (profile === undefined) return null;
  const limit = seconds(profile.silentAfterSeconds);
  if (hub === null || !profile.throughHub) return { limit, from: lastContact };
  if (isSilent({ ...hub, hub: null }, listening)) return null;
  const hubLimit = seconds(deviceProfile(hub.profile)?.silentAfterSeconds ?? 0);
  return {
    limit: Math.max(limit, hubLimit + AFTER_ITS_HUB),
    from: Math.max(lastContact, hub.heardAgainAt ?? lastContact),
  };
};

/**
 * Whether a device is silent: it was not heard for its profile's limit while we listened. `listening` is joined and
 * ends when we listened last; what came after is not counted. After an outage of ours every limit begins anew: the
 * whole fleet has to find its way back first.
 */
export const isSilent = (device: DeviceContact, listening: readonly Listening[]): boolean => {
  const wait = waitOf(device, listening);
  const until = listening.at(-1)?.until;
  if (wait === null || until === undefined) return false;
  const back = findOutages(listening, until).at(-1)?.to ?? wait.from;
  return listenedAfter(Math.max(wait.from, back), listening) >= wait.limit;
};
