import {
  assignBody,
  cleanBody,
  deviceSchema,
  installBody,
  passTestBody,
  prepareBody,
  repairBody,
  returnBody,
  serviceBody,
  unassignBody,
} from '@varde/contracts';
import { type DeviceStep, isTestedWhereItHangs } from '@varde/domain';
import { type DeviceRecord, loadDeviceTest, type Tx } from '@varde/postgres';
import type { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { closeTests } from '../device/close-tests.ts';
import { functionsOffFor } from '../device/device-functions.ts';
import { testFactsOf } from '../device/present-device-test.ts';
import { takeStep } from '../device/take-step.ts';
import { requireServed } from '../household/resident-view.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { type App, idParams, problems } from '../route.ts';

type At = { readonly device: DeviceRecord; readonly tx: Tx; readonly who: Identity };
type Body = z.ZodType<{ version?: number | undefined }>;

/**
 * One route for each step of a device's life, all alike: body → step → the domain decides → the device as it is now.
 * 409 carries why not, what can be done instead, and the device as `current`.
 */
export const deviceStepRoutes = (app: App, deps: ApiDeps, desk: BrokerDesk): void => {
  const { now } = deps;

  const step = <B extends Body>(
    name: string,
    summary: string,
    body: B,
    toStep: (body: z.output<B>, at: At) => Promise<DeviceStep> | DeviceStep,
  ): void => {
    app.post(
      `/api/devices/:id/${name}`,
      {
        config: { right: 'device.manage' },
        schema: {
          summary,
          tags: ['devices'],
          params: idParams,
          body: body.nullish(),
          response: { 200: deviceSchema, ...problems },
        },
      },
      async (request) => {
        const who = identityOf(request);
        const { id } = request.params;
        const asked = body.parse(request.body ?? {}) as z.output<B>;
        const { version, ...detail } = asked as { version?: number };
        const device = await takeStep(deps, desk, who, id, {
          version,
          detail,
          toStep: (before, tx) => toStep(asked, { device: before, tx, who }),
        });
        if (name === 'pass-test') await closeTests(deps, who, id);
        return device;
      },
    );
  };

  const homeOf = async ({ tx, who }: At, residentId: string) => {
    const { homeId } = await requireServed(tx, who, residentId);
    return { id: residentId, homeId };
  };

  const isTested = async ({ device, tx }: Pick<At, 'device' | 'tx'>): Promise<boolean> => {
    const test = await loadDeviceTest(tx, device);
    const at = now();
    const hangsSince = device.installedAt ?? device.registeredAt;
    return test !== null && isTestedWhereItHangs(testFactsOf(device, test, at), hangsSince, at);
  };

  step('assign', 'Meant for this resident, with an appointment', assignBody, async (body, at) => {
    await homeOf(at, body.residentId);
    const appointmentAt = body.appointmentAt === undefined ? null : Date.parse(body.appointmentAt);
    return { step: 'assign', residentId: body.residentId, appointmentAt };
  });
  step('unassign', 'Meant for nobody after all', unassignBody, () => ({ step: 'unassign' }));
  step('prepare', 'SIM and battery are in', prepareBody, ({ sim, location }) => ({
    ...{ step: 'prepare', sim: sim ?? null, location: location ?? null },
  }));
  step('install', 'Mounted at the resident’s, and everything on the checklist seen', installBody, async (body, at) => {
    const { device, tx } = at;
    const residentId = body.residentId ?? device.assignedTo;
    const resident = residentId === null ? null : await homeOf(at, residentId);
    const whose = { profile: device.profile, residentId, homeId: resident?.homeId ?? null };
    const functionsOff = resident === null ? [] : await functionsOffFor(tx, whose, body.functions, now());
    return { step: 'install', resident, place: body.place, checks: body.checks, functionsOff };
  });
  step('pass-test', 'Tested with the centre: in service', passTestBody, async (_body, { device, tx }) => ({
    ...{ step: 'pass-test', tested: await isTested({ device, tx }) },
  }));
  step('service', 'Serviced, or its battery changed', serviceBody, ({ battery, note }) => ({
    ...{ step: 'service', battery, note: note ?? null },
  }));
  step('return', 'Back from the resident’s; its account ends', returnBody, ({ reason }) => ({
    ...{ step: 'return', reason: reason ?? null },
  }));
  step('clean', 'Cleaned, and in the store again', cleanBody, ({ location }) => ({
    ...{ step: 'clean', location: location ?? null },
  }));
  step('repair', 'To be mended', repairBody, ({ reason }) => ({ step: 'repair', reason: reason ?? null }));
  step('repaired', 'Mended, and in the store again', cleanBody, ({ location }) => ({
    ...{ step: 'repaired', location: location ?? null },
  }));
};
