import type { DeviceProfile, Instant } from '@varde/domain';
import { between, type Draw, happens } from '../chance/draw.ts';
import type { Battery, Behaviour, Outcome, Scene } from './behaviour.ts';
import { DAY, HOUR, nextLocalTime } from './day-rhythm.ts';

/** What is left when a device says that its battery is low. */
const LOW = 0.15;
/** A carried alarm runs for days and is charged at night, unless that is forgotten (assumed). */
const CARRIED_DAYS = 2.5;
const FORGETS_CHARGING = 0.1;
/** A low one that nobody charges before it is empty (assumed). */
const LEFT_TO_DIE = 0.1;

/** In a socket; the rest runs on batteries. */
export const isMainsPowered = (profile: DeviceProfile): boolean => profile.mains;

/** Percent, as told in a heartbeat. */
export const batteryLevel = ({ fullAt, lifetime }: Battery, now: Instant): number =>
  Math.round(100 * Math.min(1, Math.max(0, 1 - (now - fullAt) / lifetime)));

/** Nothing works until it is renewed. */
export const isFlat = (battery: Battery | null, now: Instant): boolean =>
  battery !== null && now > battery.fullAt + battery.lifetime;

/** The battery a device has when the simulation begins; null for one in a socket. */
export const beginBattery = (now: Instant, profile: DeviceProfile, draw: Draw): Battery | null => {
  if (isMainsPowered(profile)) return null;
  if (profile.mobile) return { fullAt: now - between(draw, 0, DAY), lifetime: CARRIED_DAYS * DAY };
  const lifetime = between(draw, 2, 4) * 365 * DAY;
  return { fullAt: now - between(draw, 0, (1 - LOW) * lifetime), lifetime };
};

const lowAt = ({ fullAt, lifetime }: Battery): Instant => fullAt + (1 - LOW) * lifetime;

const runLow = (at: Instant, fullAt: Instant, battery: Battery, { draw, profile }: Scene): Outcome<What> => {
  // Charged or swapped since this was planned.
  if (battery.fullAt !== fullAt) return { says: [], plans: [] };
  const dies = happens(draw, LEFT_TO_DIE);
  const emptyAt = battery.fullAt + battery.lifetime;
  const care = profile.mobile ? between(draw, 1, 6) * HOUR : between(draw, 1, 4) * DAY;
  return {
    says: [{ kind: 'battery-low' }],
    plans: dies
      ? [
          { at: emptyAt, what: 'run-empty', about: fullAt },
          { at: emptyAt + care, what: 'renew' },
        ]
      : [{ at: at + care, what: 'renew' }],
  };
};

type What = 'bedtime' | 'run-low' | 'run-empty' | 'renew';

/** Sinks slowly, is charged (carried alarms) or swapped (the rest), and says so when it is low, empty or well again. */
export const batteryBehaviour: Behaviour<What> = {
  name: 'battery',
  suits: (profile) => !isMainsPowered(profile),

  begin(now, { battery, draw, profile }) {
    if (battery === null) return [];
    const low = { at: lowAt(battery), what: 'run-low', about: battery.fullAt } as const;
    return profile.mobile ? [low, { at: nextLocalTime(now, between(draw, 21, 23.5)), what: 'bedtime' }] : [low];
  },

  happen({ at, what, about }, scene) {
    if (scene.battery === null) return { says: [], plans: [] };
    const charged: Battery = { fullAt: at, lifetime: scene.battery.lifetime };
    const low = { at: lowAt(charged), what: 'run-low', about: charged.fullAt } as const;
    switch (what) {
      case 'bedtime': {
        const again = { at: nextLocalTime(at + DAY / 2, between(scene.draw, 21, 23.5)), what } as const;
        if (happens(scene.draw, FORGETS_CHARGING)) return { says: [], plans: [again] };
        const wasLow = at >= lowAt(scene.battery);
        return { says: wasLow ? [{ kind: 'battery-ok' }] : [], plans: [low, again], battery: charged };
      }
      case 'run-low':
        return runLow(at, about ?? 0, scene.battery, scene);
      case 'run-empty':
        return { says: scene.battery.fullAt === about ? [{ kind: 'battery-empty' }] : [], plans: [] };
      case 'renew':
        // Charged at bedtime already: nothing more to say.
        if (at < lowAt(scene.battery)) return { says: [], plans: [] };
        return { says: [{ kind: 'battery-ok' }], plans: [low], battery: charged };
    }
  },
};
