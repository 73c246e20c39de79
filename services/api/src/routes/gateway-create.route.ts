import { gatewayBody, gatewaySchema } from '@varde/contracts';
import { countDevices } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { identityOf } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { type App, problems } from '../route.ts';

export const gatewayCreateRoute = (app: App, { newId }: ApiDeps, desk: BrokerDesk): void => {
  app.post(
    '/api/gateways',
    {
      config: { right: 'gateway.manage' },
      schema: {
        summary: 'A sign-in that speaks for several devices; its password is shown this once',
        tags: ['devices'],
        body: gatewayBody,
        response: { 201: gatewaySchema, ...problems },
      },
    },
    async (request, reply) => {
      const { municipalityId } = identityOf(request);
      const devices = [...new Set(request.body.devices.map((id) => id.toLowerCase()))];
      const issued = await desk.issue(async (tx) => {
        if ((await countDevices(tx, municipalityId, devices)) < devices.length) return null;
        return {
          account: { username: `gateway-${newId()}`, kind: 'gateway', devices },
          municipalityId,
          value: devices.length,
        };
      }, 'No sign-in was made.');
      if (issued === null) {
        throw new ApiProblem(400, 'device-unknown', 'Some of these are no devices of yours, or are retired.');
      }
      return reply.status(201).send({ credential: issued.credential, devices: issued.value });
    },
  );
};
