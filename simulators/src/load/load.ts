import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import { deviceProfile, profileAccepts } from '@varde/domain';
import type { Draw } from '../chance/draw.ts';
import type { Clock } from '../device/clock.ts';
import type { DeviceClient } from '../device/device-client.ts';
import { type Arrival, arrivals } from './arrivals.ts';
import type { Mix } from './mix.ts';

export type Sender = { readonly profile: string; readonly client: DeviceClient };

/** So many of all, evenly spread, so that each profile keeps its share. */
export const sampleEvenly = <T>(all: readonly T[], count: number): T[] =>
  all.filter((_each, index) => {
    const share = Math.min(1, count / all.length);
    return Math.floor((index + 1) * share) > Math.floor(index * share);
  });

/** Can this profile send any kind of the mix? */
export const sendsSome = (profileId: string, mix: Mix): boolean => {
  const profile = deviceProfile(profileId);
  return profile !== undefined && [...mix.keys()].some((kind) => profileAccepts(profile, kind));
};

/** Who may send each kind of the mix. */
export const sendersByKind = (senders: readonly Sender[], mix: Mix): ReadonlyMap<string, readonly DeviceClient[]> =>
  new Map(
    [...mix.keys()].map((kind) => {
      const able = senders.filter(({ profile: id }) => {
        const profile = deviceProfile(id);
        return profile !== undefined && profileAccepts(profile, kind);
      });
      return [kind, able.map(({ client }) => client)];
    }),
  );

export type LoadOptions = {
  readonly senders: ReadonlyMap<string, readonly DeviceClient[]>;
  readonly mix: Mix;
  /** Messages a second. */
  readonly rate: number;
  /** Milliseconds. */
  readonly duration: number;
  readonly draw: Draw;
  readonly clock: Clock;
  readonly signal: AbortSignal;
};

/** So many in a row where it has fallen behind, before the connections get their turn. */
const AT_ONCE = 200;

/** Open loop: sends each message at its own time, whatever has become of those before it. */
export const runLoad = async ({ senders, mix, rate, duration, draw, clock, signal }: LoadOptions): Promise<void> => {
  const begun = clock.steady();

  const send = ({ after, kind }: Arrival): void => {
    const able = senders.get(kind) ?? [];
    able[Math.floor(draw() * able.length)]?.say({ kind }, begun + after);
  };

  let inARow = 0;
  for (const arrival of arrivals(rate, duration, mix, draw)) {
    signal.throwIfAborted();
    if (inARow >= AT_ONCE) {
      await nextTurn();
      inARow = 0;
    }
    while (begun + arrival.after > clock.steady()) {
      await sleep(1);
      inARow = 0;
    }
    send(arrival);
    inARow += 1;
  }
};
