import type { DeviceProfile, Instant } from '@varde/domain';
import { batteryLevel, isFlat } from '../behaviour/battery.ts';
import type { Said } from '../behaviour/behaviour.ts';
import { beginLife, type DeviceLife, nextAt, stepLife } from '../behaviour/device-life.ts';
import { between, type Draw, seededDraw } from '../chance/draw.ts';
import type { Clock } from '../device/clock.ts';
import type { DeviceClient, Saying } from '../device/device-client.ts';

export type Inhabitant = { readonly id: string; readonly profile: DeviceProfile; readonly client: DeviceClient };

export type DayOptions = {
  readonly inhabitants: readonly Inhabitant[];
  readonly seed: number;
  /** What the simulated clock shows when the day begins. */
  readonly from: Instant;
  /** Simulated seconds in a real one. */
  readonly speed: number;
  readonly clock: Clock;
};

export type Day = {
  /** The simulated clock. */
  now(): Instant;
  /** Lets everything happen that is due; to be called several times a second. */
  tick(): void;
};

type Living = Inhabitant & { readonly draw: Draw; life: DeviceLife; nextAt: Instant; heartbeatAt: number };

/** First heartbeats are spread over so long, so that a start is no storm. */
const FIRST_HEARTBEATS = 30_000;
/** So soon again where there was no connection for one. */
const HEARTBEAT_RETRY = 5_000;

const heartbeatOf = (living: Living, now: Instant): Parameters<DeviceClient['heartbeat']>[0] => {
  const { battery } = living.life;
  if (battery === null) return { power: 'mains', rssi: -60 };
  return { power: 'battery', battery: batteryLevel(battery, now), rssi: -75 };
};

const inRealTime = ({ kind, data, answerWithin }: Said, at: Instant): Saying => {
  if (answerWithin === undefined) return data === undefined ? { kind } : { kind, data };
  return { kind, data: { ...data, answerBy: new Date(at + answerWithin).toISOString() } };
};

/**
 * People and homes live on the simulated clock. Heartbeats beat in real time, since the service judges silence by its
 * own clock, and every message carries the real time at which it is sent, since it marks clocks that are far off.
 */
export const createDay = ({ inhabitants, seed, from, speed, clock }: DayOptions): Day => {
  const begun = clock.steady();
  const now = (): Instant => from + (clock.steady() - begun) * speed;

  const all = inhabitants.map((inhabitant): Living => {
    const draw = seededDraw(seed, inhabitant.id);
    const firstBeat = begun + between(draw, 0, Math.min(FIRST_HEARTBEATS, inhabitant.profile.heartbeatSeconds * 1_000));
    const life = beginLife(inhabitant.profile, from, draw);
    return { ...inhabitant, draw, life, nextAt: nextAt(life), heartbeatAt: firstBeat };
  });

  const live = (living: Living, at: Instant): void => {
    const step = stepLife(living.life, at, living.draw);
    living.life = step.life;
    living.nextAt = step.nextAt;
    for (const said of step.says) living.client.say(inRealTime(said, clock.wall()));
  };

  const beat = (living: Living, at: Instant): void => {
    const sent = !isFlat(living.life.battery, at) && living.client.heartbeat(heartbeatOf(living, at));
    living.heartbeatAt = clock.steady() + (sent ? living.profile.heartbeatSeconds * 1_000 : HEARTBEAT_RETRY);
  };

  return {
    now,
    tick() {
      const at = now();
      const steady = clock.steady();
      for (const living of all) {
        if (living.nextAt <= at) live(living, at);
        if (living.heartbeatAt <= steady) beat(living, at);
      }
    },
  };
};
