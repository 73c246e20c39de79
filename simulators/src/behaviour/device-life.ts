import { type DeviceProfile, type Instant, profileAccepts } from '@varde/domain';
import type { Draw } from '../chance/draw.ts';
import { batteryBehaviour, beginBattery, isFlat } from './battery.ts';
import { bedBehaviour } from './bed.ts';
import type { Battery, Behaviour, Plan, Said } from './behaviour.ts';
import { dispenserBehaviour } from './dispenser.ts';
import { doorBehaviour } from './door.ts';
import { fallBehaviour } from './fall.ts';
import { fireBehaviour } from './fire.ts';
import { selfTestBehaviour } from './self-test.ts';
import { socialAlarmBehaviour } from './social-alarm.ts';

const BEHAVIOURS: readonly Behaviour[] = [
  batteryBehaviour,
  selfTestBehaviour,
  socialAlarmBehaviour,
  fallBehaviour,
  fireBehaviour,
  doorBehaviour,
  bedBehaviour,
  dispenserBehaviour,
];

const behaviourByName: ReadonlyMap<string, Behaviour> = new Map(BEHAVIOURS.map((each) => [each.name, each]));

/** More happenings than this in one step wait for the next: a step always ends. */
const HAPPENINGS_A_STEP = 1_000;

/** All there is to know of one simulated device; a value, never changed in place. */
export type DeviceLife = {
  readonly profile: DeviceProfile;
  readonly battery: Battery | null;
  readonly plans: readonly (Plan & { readonly by: string })[];
};

export type Step = { readonly life: DeviceLife; readonly says: readonly Said[]; readonly nextAt: Instant };

/** A profile without a behaviour of its own still has its battery, its self tests and its heartbeats. */
export const beginLife = (profile: DeviceProfile, now: Instant, draw: Draw): DeviceLife => {
  const battery = beginBattery(now, profile, draw);
  const plans = BEHAVIOURS.filter((each) => each.suits(profile)).flatMap((each) =>
    each.begin(now, { draw, profile, battery }).map((plan) => ({ ...plan, by: each.name })),
  );
  return { profile, battery, plans };
};

/** When something happens next; infinity when nothing is planned. */
export const nextAt = (life: DeviceLife): Instant =>
  life.plans.reduce((earliest, plan) => Math.min(earliest, plan.at), Number.POSITIVE_INFINITY);

const happen = (life: DeviceLife, due: DeviceLife['plans'][number], draw: Draw): Step => {
  const others = life.plans.filter((plan) => plan !== due);
  const outcome = behaviourByName.get(due.by)?.happen(due, { draw, profile: life.profile, battery: life.battery });
  const plans = [...others, ...(outcome?.plans ?? []).map((plan) => ({ ...plan, by: due.by }))];
  const next = { profile: life.profile, battery: outcome?.battery ?? life.battery, plans };
  return { life: next, says: outcome?.says ?? [], nextAt: nextAt(next) };
};

/** Lets everything happen that is due by `now` (simulated time), in order. */
export const stepLife = (begun: DeviceLife, now: Instant, draw: Draw): Step => {
  let step: Step = { life: begun, says: [], nextAt: nextAt(begun) };
  for (let count = 0; step.nextAt <= now && count < HAPPENINGS_A_STEP; count += 1) {
    const due = step.life.plans.find((plan) => plan.at === step.nextAt);
    if (due === undefined) break;
    const { life, says, nextAt: next } = happen(step.life, due, draw);
    // What this model of device cannot say stays unsaid, and so does everything while its battery is flat.
    const said = says.filter(({ kind }) => profileAccepts(life.profile, kind) && !isFlat(life.battery, due.at));
    step = { life, says: [...step.says, ...said], nextAt: next };
  }
  return step;
};
