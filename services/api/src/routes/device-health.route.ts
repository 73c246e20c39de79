import {
  type DeviceHealthView,
  deviceHealthSchema,
  listOf,
  modelHealthQuery,
  modelHealthSchema,
} from '@varde/contracts';
import { deviceProfile, EVENT_KINDS, eventKind, forecastBattery, isTechnicalKind, minutes } from '@varde/domain';
import { type DeviceRecord, findDevice, findDeviceHealth, listBatterySamples } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { createModelHealth } from '../device/model-health.ts';
import { identityOf } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

const TECHNICAL = Object.keys(EVENT_KINDS).filter(isTechnicalKind);
const LOOK_BACK = minutes(90 * 24 * 60);

const batteryOf = (
  { profile, battery, batteryAt }: DeviceRecord,
  samples: Awaited<ReturnType<typeof listBatterySamples>>,
): DeviceHealthView['battery'] => {
  const months = deviceProfile(profile)?.battery?.months ?? null;
  const forecast = forecastBattery(samples, { months, newAt: batteryAt });
  return {
    samples: samples.map(({ at, percent }) => ({ at: iso(at), percent })),
    ...omitNull({
      percent: battery,
      emptyAt: isoOrNull(forecast?.emptyAt ?? null),
      from: forecast?.from ?? null,
    }),
  };
};

/** How a device fares, and how all of its kind, its firmware or its area do. */
export const deviceHealthRoutes = (app: App, { db, now }: ApiDeps): void => {
  const modelHealth = createModelHealth(db, now);
  app.get(
    '/api/devices/:id/health',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'Contact, battery and when it will be empty, technical events, false alarms',
        tags: ['devices'],
        params: idParams,
        response: { 200: deviceHealthSchema, ...problems },
      },
    },
    async (request) => {
      const device = await findDevice(db, identityOf(request).municipalityId, request.params.id);
      if (device === null) throw notFound('device');
      const [samples, health] = await Promise.all([
        listBatterySamples(db, device.id),
        findDeviceHealth(db, device.id, TECHNICAL, now() - LOOK_BACK),
      ]);
      const { closed, falseAlarms } = health;
      return {
        battery: batteryOf(device, samples),
        technical: health.technical.map(({ kind, count, last }) => ({
          ...{ kind, label: eventKind(kind)?.label.nb ?? kind, count, last: iso(last) },
        })),
        alarms: { closed, falseAlarms, ...(closed === 0 ? {} : { falseAlarmRate: falseAlarms / closed }) },
        ...omitNull({ lastContact: isoOrNull(device.lastContact), rssi: device.rssi, firmware: device.firmware }),
      };
    },
  );
  app.get(
    '/api/reports/devices',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'By kind, firmware or area: how many, and how many are silent or faulty (“this batch loses contact”)',
        tags: ['reports'],
        querystring: modelHealthQuery,
        response: { 200: listOf(modelHealthSchema), ...problems },
      },
    },
    async (request) => ({
      items: await modelHealth(identityOf(request).municipalityId, request.query.by),
    }),
  );
};
