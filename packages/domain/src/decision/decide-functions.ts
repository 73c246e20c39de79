import { type DeviceFunction, isDeviceFunction } from '../device/device-functions.ts';
import type { DeviceProfile } from '../device/device-profile.ts';
import type { Day, Decision } from './decision.ts';
import { type NotAllowed, standingOf } from './standing.ts';

type Because = { readonly function: DeviceFunction; readonly why: NotAllowed };

export type FunctionsDecision =
  /** `warnings`: on, though no decision grants them. */
  | { readonly kind: 'done'; readonly off: readonly DeviceFunction[]; readonly warnings: readonly Because[] }
  | { readonly kind: 'refused'; readonly code: 'function-unknown'; readonly unknown: readonly string[] }
  | { readonly kind: 'refused'; readonly code: 'function-not-granted'; readonly forbidden: readonly Because[] };

type Home = { readonly decisions: readonly Decision[]; readonly today: Day };

const judge = (
  names: readonly DeviceFunction[],
  { decisions, today }: Home,
  kind: 'missing' | 'forbidden',
): Because[] =>
  names.flatMap((name) => {
    const standing = standingOf(name, decisions, today);
    return standing.kind === kind ? [{ function: name, why: standing.why }] : [];
  });

/** Whether these functions of a device may be on, all of them or none; the others are off. */
export const decideFunctions = (profile: DeviceProfile, wanted: readonly string[], home: Home): FunctionsDecision => {
  const unknown = wanted.filter((name) => !profile.functions.some((own) => own === name));
  if (unknown.length > 0) return { kind: 'refused', code: 'function-unknown', unknown };
  const on = profile.functions.filter((name) => wanted.includes(name));
  const forbidden = judge(on, home, 'forbidden');
  if (forbidden.length > 0) return { kind: 'refused', code: 'function-not-granted', forbidden };
  const off = profile.functions.filter((name) => !wanted.includes(name));
  return { kind: 'done', off, warnings: judge(on, home, 'missing') };
};

/** What may be on when nobody chose: all that is not forbidden. */
export const functionsAllowed = (profile: DeviceProfile, { decisions, today }: Home): readonly DeviceFunction[] =>
  profile.functions.filter((name) => standingOf(name, decisions, today).kind !== 'forbidden');

/** Nothing is left for it to do there: somebody fetches it. */
export const isIdle = (profile: DeviceProfile, off: readonly string[]): boolean =>
  profile.functions.length > 0 && profile.functions.every((name) => off.includes(name));

/**
 * What must end today on a device that is in use: a decision has run out, was withdrawn, or somebody objects. What was on
 * without any decision from the beginning (registered as it hangs there, `direct`) is left to the worklist: it is not a
 * decision that ended.
 */
export const functionsToStop = (
  profile: DeviceProfile,
  off: readonly string[],
  { decisions, today }: Home,
): readonly Because[] =>
  judge(
    profile.functions.filter((name) => !off.includes(name) && isDeviceFunction(name)),
    { decisions, today },
    'forbidden',
  ).filter(({ why }) => why !== 'no-decision' && why !== 'not-begun');

/** What is on and stands on no decision: a warning where it helps who wants help, and a wrong where it follows somebody. */
export const withoutDecision = (profile: DeviceProfile, off: readonly string[], home: Home): readonly Because[] => {
  const on = profile.functions.filter((name) => !off.includes(name));
  return [...judge(on, home, 'forbidden'), ...judge(on, home, 'missing')];
};
