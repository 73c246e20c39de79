import { changeDeviceBody, deviceSchema } from '@varde/contracts';
import { type DeviceFields, findResidentHome } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { changeDevice, retiredProblem } from '../device/change-device.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

type Whereabouts = Pick<DeviceFields, 'state' | 'homeId' | 'residentId'>;

const IN_STOCK: Whereabouts = { state: 'in-stock', homeId: null, residentId: null };

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
        let whereabouts: Partial<Whereabouts> = {};
        if (residentId === null) whereabouts = IN_STOCK;
        if (typeof residentId === 'string') {
          const home = await findResidentHome(tx, who.municipalityId, residentId);
          if (home === null) throw notFound('resident');
          whereabouts = { state: 'in-service', homeId: home.homeId, residentId };
        }
        const fields = { ...whereabouts, ...(place === undefined ? {} : { place }) };
        return { fields, action: 'changed', detail: { ...request.body } };
      });
    },
  );
};
