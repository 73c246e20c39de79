import { deviceSchema, testDeviceBody } from '@varde/contracts';
import { maySignIn, minutes } from '@varde/domain';
import type { ApiDeps } from '../deps.ts';
import { changeDevice, retiredProblem } from '../device/change-device.ts';
import { refuseStep } from '../device/refuse-step.ts';
import { identityOf } from '../identity/identity.ts';
import { iso } from '../iso.ts';
import { type App, idParams, problems } from '../route.ts';

export const deviceTestRoute = (app: App, deps: ApiDeps): void => {
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
      const { minutes: length } = request.body ?? testDeviceBody.parse({});
      const testUntil = deps.now() + minutes(length);
      return changeDevice(deps, identityOf(request), request.params.id, (device) => {
        if (device.state === 'retired') throw retiredProblem(device);
        if (!maySignIn(device.state)) throw refuseStep(device, 'test', { code: 'step-out-of-order' });
        return { fields: { testUntil }, action: 'test-mode', detail: { until: iso(testUntil) } };
      });
    },
  );
};
