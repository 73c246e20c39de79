import type { DeviceView } from '@varde/contracts';
import { type DeviceStep, decideStep, maySignIn } from '@varde/domain';
import { type DeviceRecord, revokeAccount, type Tx } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import type { BrokerDesk } from './broker-desk.ts';
import { changeDevice, deviceById } from './change-device.ts';
import { refuseStep, requireSeen } from './refuse-step.ts';

export type StepDeps = Pick<ApiDeps, 'db' | 'dispatch' | 'log' | 'now'>;

export type StepAsked = {
  readonly version: number | undefined;
  /** What is decided on; under the device's lock. */
  readonly toStep: (device: DeviceRecord, tx: Tx) => Promise<DeviceStep> | DeviceStep;
  /** What the change row tells beside the step. */
  readonly detail: Readonly<Record<string, unknown>>;
};

/**
 * One step of a device's life: of two who take one at once the second meets the device as the first left it. A step
 * that ends its account throws it out; where the broker cannot be told, asking for the same again tells it again.
 */
export const takeStep = async (
  deps: StepDeps,
  desk: BrokerDesk,
  who: Identity,
  id: string,
  { version, toStep, detail }: StepAsked,
): Promise<DeviceView> => {
  let isOut = false;
  const changed = await changeDevice(deps, who, id, async (device, tx) => {
    requireSeen(device, version);
    const step = await toStep(device, tx);
    const decision = decideStep(device, step, deps.now());
    if (decision.kind === 'refused') throw refuseStep(device, step.step, decision.refusal);
    const { fields } = decision;
    isOut = !maySignIn(fields.state ?? device.state);
    if (isOut) await revokeAccount(tx, who.municipalityId, id, 'device', deps.now());
    return { fields, action: step.step, detail };
  });
  if (!isOut) return changed;
  await desk.throwOut(id);
  return deviceById(deps, who, id);
};
