import { registerDeviceBody, registeredDeviceSchema } from '@varde/contracts';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { deviceById } from '../device/change-device.ts';
import { registerDevice } from '../device/register-device.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, problems } from '../route.ts';

export const deviceRegisterRoute = (app: App, deps: ApiDeps, desk: BrokerDesk): void => {
  app.post(
    '/api/devices',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'Register a device; its password is shown this once',
        tags: ['devices'],
        body: registerDeviceBody,
        response: { 201: registeredDeviceSchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const { deviceId, credential } = await registerDevice(deps, desk, who, request.body);
      tellOthers(deps, who.municipalityId);
      const device = await deviceById(deps, who, deviceId);
      return reply.status(201).header('location', `/api/devices/${deviceId}`).send({ device, credential });
    },
  );
};
