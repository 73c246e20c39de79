import { changeDeviceBody, deviceSchema } from '@varde/contracts';
import { decideStep } from '@varde/domain';
import type { DeviceFields, DeviceRecord, Tx } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { changeDevice, retiredProblem } from '../device/change-device.ts';
import { refuseStep } from '../device/refuse-step.ts';
import { requireServed } from '../household/resident-view.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { type App, idParams, problems } from '../route.ts';

const whereabouts = async (
  deps: ApiDeps,
  who: Identity,
  device: DeviceRecord,
  residentId: string | null,
  tx: Tx,
): Promise<DeviceFields> => {
  const resident =
    residentId === null ? null : { id: residentId, homeId: (await requireServed(tx, who, residentId)).homeId };
  const decision = decideStep(device, { step: 'direct', resident }, deps.now());
  if (decision.kind === 'refused') throw refuseStep(device, 'direct', decision.refusal);
  // Where in the home it stands was not asked about.
  return { ...decision.fields, place: device.place };
};

export const deviceChangeRoute = (app: App, deps: ApiDeps): void => {
  app.patch(
    '/api/devices/:id',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'Whose it is (null: back to stock) and where it stands',
        tags: ['devices'],
        params: idParams,
        body: changeDeviceBody,
        response: { 200: deviceSchema, ...problems },
      },
    },
    (request) => {
      const who = identityOf(request);
      const { residentId, place } = request.body;
      return changeDevice(deps, who, request.params.id, async (device, tx) => {
        if (device.state === 'retired') throw retiredProblem(device);
        const moved = residentId === undefined ? {} : await whereabouts(deps, who, device, residentId, tx);
        const fields = { ...moved, ...(place === undefined ? {} : { place }) };
        return { fields, action: 'changed', detail: { ...request.body } };
      });
    },
  );
};
