import { INSTALLATION_CHECKS, isInstallationCheck, type StepRefusal, stepsFrom } from '@varde/domain';
import type { DeviceRecord } from '@varde/postgres';
import { ApiProblem } from '../problem/api-problem.ts';
import { presentDevice } from './present-device.ts';

export type Refusal = StepRefusal | { readonly code: 'profile-differs' };

const TITLES: Readonly<Record<Refusal['code'], string>> = {
  'step-out-of-order': 'The device is not where this can be done with it.',
  'device-retired': 'The device is retired.',
  'assigned-to-another': 'The device is meant for somebody else.',
  'not-assigned': 'The device is meant for nobody yet.',
  'not-tested': 'No test of it has come through since it was installed.',
  'checks-missing': 'Not everything on the checklist has been seen.',
  'profile-differs': 'Only a device of the same profile can take its place.',
};

const detailOf = (device: DeviceRecord, step: string, refusal: Refusal): string | null => {
  if (refusal.code === 'checks-missing')
    return refusal.missing.map((name) => (isInstallationCheck(name) ? INSTALLATION_CHECKS[name].nb : name)).join('; ');
  if (refusal.code !== 'step-out-of-order') return null;
  return `${step} from ${device.state}; possible now: ${stepsFrom(device.state).join(', ')}.`;
};

/** Why a step cannot be taken, with what can, and the device as it is. */
export const refuseStep = (device: DeviceRecord, step: string, refusal: Refusal): ApiProblem => {
  const detail = detailOf(device, step, refusal);
  return new ApiProblem(409, refusal.code, TITLES[refusal.code], {
    current: presentDevice(device),
    ...(detail === null ? {} : { detail }),
    ...(refusal.code === 'checks-missing'
      ? { faults: refusal.missing.map((name) => ({ path: `checks/${name}`, message: 'not seen' })) }
      : {}),
  });
};

/** Another's change in between: whoever asked had not seen it. */
export const requireSeen = (device: DeviceRecord, version: number | undefined): void => {
  if (version === undefined || version === device.version) return;
  throw new ApiProblem(409, 'device-changed', 'Somebody else has changed the device meanwhile.', {
    current: presentDevice(device),
  });
};
