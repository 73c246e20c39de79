import { deviceSchema, deviceTestSchema, testDeviceBody } from '@varde/contracts';
import { maySignIn, minutes } from '@varde/domain';
import { beginDeviceTest, findDevice, loadDeviceTest } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { changeDevice, retiredProblem } from '../device/change-device.ts';
import { presentDeviceTest } from '../device/present-device-test.ts';
import { refuseStep } from '../device/refuse-step.ts';
import { identityOf } from '../identity/identity.ts';
import { iso } from '../iso.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

/** A device tested with the centre: held in test mode, and how far what it sends meanwhile has come. */
export const deviceTestRoutes = (app: App, deps: ApiDeps): void => {
  app.post(
    '/api/devices/:id/test',
    {
      config: { right: 'device.test' },
      schema: {
        summary: 'Hold the device in test mode, 5 minutes unless told otherwise',
        tags: ['devices'],
        params: idParams,
        body: testDeviceBody.nullable(),
        response: { 200: deviceSchema, ...problems },
      },
    },
    (request) => {
      const { minutes: length, call } = request.body ?? testDeviceBody.parse({});
      const since = deps.now();
      const testUntil = since + minutes(length);
      return changeDevice(deps, identityOf(request), request.params.id, async (device, tx) => {
        if (device.state === 'retired') throw retiredProblem(device);
        if (!maySignIn(device.state)) throw refuseStep(device, 'test', { code: 'step-out-of-order' });
        await beginDeviceTest(tx, device.id, since);
        return { fields: { testUntil, testCall: call }, action: 'test-mode', detail: { until: iso(testUntil), call } };
      });
    },
  );
  app.get(
    '/api/devices/:id/test',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'How far the latest test of the device has come, station by station',
        tags: ['devices'],
        params: idParams,
        response: { 200: deviceTestSchema, ...problems },
      },
    },
    async (request) => {
      const device = await findDevice(deps.db, identityOf(request).municipalityId, request.params.id);
      if (device === null) throw notFound('device');
      return presentDeviceTest(device, await loadDeviceTest(deps.db, device), deps.now());
    },
  );
};
