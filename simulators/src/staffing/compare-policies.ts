import { seededDraw } from '../chance/draw.ts';
import { simulateDesk } from './desk-simulation.ts';
import { POLICIES, POLICY_NAMES, type PolicyName } from './policy.ts';
import { DESK_COLOURS, type DeskColour, drawStormDay } from './storm-day.ts';

export { DESK_COLOURS };

export type ColourService = {
  readonly calls: number;
  /** Of its calls, those answered inside their target. */
  readonly inTime: number;
  /** As a multiple of its target. */
  readonly longestWait: number;
};

export type PolicyService = {
  readonly policy: PolicyName;
  readonly operators: number;
  readonly colours: Readonly<Record<DeskColour, ColourService>>;
};

export type Comparison = { readonly operators: number; readonly days: number; readonly seed: number };

type Mutable = { -readonly [K in keyof ColourService]: ColourService[K] };

const nothingYet = (): Mutable => ({ calls: 0, inTime: 0, longestWait: 0 });

const serve = (policy: PolicyName, { operators, days, seed }: Comparison): PolicyService => {
  const colours = { red: nothingYet(), orange: nothingYet(), yellow: nothingYet(), green: nothingYet() };
  for (let day = 0; day < days; day += 1) {
    const calls = drawStormDay(seededDraw(seed, `storm-day-${day}`));
    for (const { call, wait } of simulateDesk({ calls, operators, policy: POLICIES[policy] })) {
      const colour = DESK_COLOURS.find((name) => name === call.colour);
      if (colour === undefined) continue;
      const own = colours[colour];
      own.calls += 1;
      if (call.receivedAt + wait <= call.answerBy) own.inTime += 1;
      own.longestWait = Math.max(own.longestWait, wait / (call.answerBy - call.receivedAt));
    }
  }
  return { policy, operators, colours };
};

/** The same storm days under each policy, with the same number of operators. */
export const comparePolicies = (comparison: Comparison): PolicyService[] =>
  POLICY_NAMES.map((policy) => serve(policy, comparison));

export const shareInTime = ({ calls, inTime }: ColourService): number => (calls === 0 ? 1 : inTime / calls);

/** The share of the colour that fares worst. */
export const weakestShare = ({ colours }: PolicyService): number =>
  Math.min(...Object.values(colours).map(shareInTime));

/** As a multiple of its own target, whoever it was. */
export const longestWait = ({ colours }: PolicyService): number =>
  Math.max(...Object.values(colours).map((colour) => colour.longestWait));

/** Shares nearer than this are called equal: half a point, more than chance moves them over many days. */
const EQUAL = 0.005;

/**
 * The better one: by the share of the colour that fares worst, since each target is a promise; as good as equal there,
 * by the longest wait, since nobody may be forgotten.
 */
export const isBetter = (a: PolicyService, b: PolicyService): boolean => {
  const byWeakest = weakestShare(a) - weakestShare(b);
  if (Math.abs(byWeakest) >= EQUAL) return byWeakest > 0;
  return longestWait(a) < longestWait(b);
};
