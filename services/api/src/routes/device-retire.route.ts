import { deviceSchema } from '@varde/contracts';
import { decideStep } from '@varde/domain';
import { revokeAccount } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { changeDevice } from '../device/change-device.ts';
import { refuseStep } from '../device/refuse-step.ts';
import { identityOf } from '../identity/identity.ts';
import { type App, idParams, problems } from '../route.ts';

export const deviceRetireRoute = (app: App, deps: ApiDeps, desk: BrokerDesk): void => {
  app.post(
    '/api/devices/:id/retire',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'Out of use for good: its sign-in is revoked and it is thrown out',
        tags: ['devices'],
        params: idParams,
        response: { 200: deviceSchema, ...problems },
      },
    },
    async (request) => {
      const who = identityOf(request);
      const retired = await changeDevice(deps, who, request.params.id, async (device, tx) => {
        await revokeAccount(tx, who.municipalityId, device.id, 'device', deps.now());
        // Asked again, it is thrown out again.
        if (device.state === 'retired') return null;
        const decision = decideStep(device, { step: 'retire', reason: null }, deps.now());
        if (decision.kind === 'refused') throw refuseStep(device, 'retire', decision.refusal);
        return { fields: decision.fields, action: 'retired', detail: {} };
      });
      await desk.throwOut(retired.id);
      return retired;
    },
  );
};
