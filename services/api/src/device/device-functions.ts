import type { DeviceFunctionView } from '@varde/contracts';
import {
  DEVICE_FUNCTIONS,
  decideFunctions,
  deviceProfile,
  functionsAllowed,
  localDay,
  standingOf,
} from '@varde/domain';
import { type DeviceRecord, findGrantees, holdDecisionsOf, type Tx } from '@varde/postgres';
import { ApiProblem } from '../problem/api-problem.ts';

type Whose = Pick<DeviceRecord, 'profile' | 'residentId' | 'homeId'>;

const profileOf = ({ profile }: Pick<Whose, 'profile'>) => {
  const found = deviceProfile(profile);
  if (found === undefined) throw new ApiProblem(409, 'profile-unknown', 'The device is of a profile that is no more.');
  return found;
};

const grantsOf = async (tx: Tx, whose: Whose, now: number) => ({
  decisions: await holdDecisionsOf(tx, await findGrantees(tx, whose)),
  today: localDay(now),
});

/**
 * What is off when these are to be on: those a decision does not permit are refused, all together. `wanted` undefined:
 * all that may be on is.
 */
export const functionsOffFor = async (
  tx: Tx,
  whose: Whose,
  wanted: readonly string[] | undefined,
  now: number,
): Promise<readonly string[]> => {
  const profile = profileOf(whose);
  const home = await grantsOf(tx, whose, now);
  const decision = decideFunctions(profile, wanted ?? functionsAllowed(profile, home), home);
  if (decision.kind === 'done') return decision.off;
  if (decision.code === 'function-unknown') {
    const faults = decision.unknown.map((name) => ({
      path: `functions/${name}`,
      message: 'the device has no such function',
    }));
    throw new ApiProblem(400, decision.code, 'The device has no such function.', { faults });
  }
  throw new ApiProblem(409, decision.code, 'No decision permits this to be on.', {
    faults: decision.forbidden.map(({ function: name, why }) => ({ path: `functions/${name}`, message: why })),
  });
};

/** Each function of a device, whether it is on, and what it stands on. */
export const viewFunctions = async (tx: Tx, device: DeviceRecord, now: number): Promise<DeviceFunctionView[]> => {
  const profile = profileOf(device);
  const { decisions, today } = await grantsOf(tx, device, now);
  return profile.functions.map((name) => {
    const standing = standingOf(name, decisions, today);
    const on = !device.functionsOff.includes(name);
    return { name, label: DEVICE_FUNCTIONS[name].nb, on, standing };
  });
};
