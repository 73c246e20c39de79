import { registeredDeviceSchema } from '@varde/contracts';
import { maySignIn } from '@varde/domain';
import { lockDevice, saveDevice } from '@varde/postgres';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { deviceById, retiredProblem } from '../device/change-device.ts';
import { refuseStep } from '../device/refuse-step.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

export const deviceCredentialRoute = (app: App, deps: ApiDeps, desk: BrokerDesk): void => {
  app.post(
    '/api/devices/:id/credential',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'A new password, shown this once; the old one ends',
        tags: ['devices'],
        params: idParams,
        response: { 200: registeredDeviceSchema, ...problems },
      },
    },
    async (request) => {
      const who = identityOf(request);
      const { id } = request.params;
      const issued = await desk.issue(async (tx) => {
        const device = await lockDevice(tx, who.municipalityId, id);
        if (device === null) return null;
        if (device.state === 'retired') throw retiredProblem(device);
        if (!maySignIn(device.state)) throw refuseStep(device, 'credential', { code: 'step-out-of-order' });
        await saveDevice(tx, device, {}, { action: 'credential', actorId: who.id, detail: {} }, deps.now());
        return {
          account: { username: id, kind: 'device', devices: [id] },
          municipalityId: who.municipalityId,
          value: id,
        };
      }, 'The old password may not hold any more; ask again.');
      if (issued === null) throw notFound('device');
      tellOthers(deps, who.municipalityId);
      return { device: await deviceById(deps, who, id), credential: issued.credential };
    },
  );
};
