import { deviceFunctionSchema, functionsBody, listOf } from '@varde/contracts';
import { isAtHome } from '@varde/domain';
import { findDevice, forgetPosition } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { changeDevice } from '../device/change-device.ts';
import { functionsOffFor, viewFunctions } from '../device/device-functions.ts';
import { refuseStep, requireSeen } from '../device/refuse-step.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

/** What a device does at a home, and what each of it stands on. */
export const deviceFunctionsRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now } = deps;
  const response = { 200: listOf(deviceFunctionSchema), ...problems };

  const view = async (who: Identity, id: string) => {
    const items = await db.transaction().execute(async (tx) => {
      const device = await findDevice(tx, who.municipalityId, id);
      return device === null ? null : viewFunctions(tx, device, now());
    });
    if (items === null) throw notFound('device');
    return { items };
  };

  app.get(
    '/api/devices/:id/functions',
    {
      config: { right: 'device.read' },
      schema: { summary: 'What it does, and which decision grants it', tags: ['devices'], params: idParams, response },
    },
    (request) => view(identityOf(request), request.params.id),
  );
  app.put(
    '/api/devices/:id/functions',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'What is to be on: all of it or nothing, by what decisions permit',
        tags: ['devices'],
        params: idParams,
        body: functionsBody,
        response,
      },
    },
    async (request) => {
      const who = identityOf(request);
      const { on, version } = request.body;
      await changeDevice(deps, who, request.params.id, async (device, tx) => {
        requireSeen(device, version);
        if (!isAtHome(device.state)) throw refuseStep(device, 'service', { code: 'step-out-of-order' });
        const functionsOff = await functionsOffFor(tx, device, on, now());
        if (functionsOff.includes('position')) await forgetPosition(tx, device.id);
        return {
          fields: { functionsOff, ...(on.length > 0 ? { collectSince: null } : {}) },
          action: 'functions',
          detail: { on, off: functionsOff },
        };
      });
      return view(who, request.params.id);
    },
  );
};
