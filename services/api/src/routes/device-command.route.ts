import { type DeviceCommandView, deviceCommandBody, deviceCommandSchema, listOf } from '@varde/contracts';
import { type DeviceCommandRefusal, decideDeviceCommand, type Instant } from '@varde/domain';
import {
  type DeviceCommandRecord,
  type DeviceRecord,
  findAlarm,
  findDevice,
  findUnlockRights,
  insertDeviceCommand,
  isCommandPending,
  listDeviceCommands,
  lockDevice,
  saveDevice,
  type Tx,
} from '@varde/postgres';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

const LISTED = 100;

const REFUSALS: Readonly<Record<DeviceCommandRefusal, string>> = {
  'command-unknown': 'No device of this profile can do that.',
  role: 'Your role may not ask it of a device.',
  'no-account': 'The device is off the broker.',
  'not-at-a-home': 'The device is at nobody’s home.',
  'function-off': 'That is switched off on this device: no decision grants it.',
  'alarm-elsewhere': 'The alarm is of another home.',
  'alarm-closed': 'The alarm is closed.',
  'alarm-not-yours': 'Somebody else has the alarm, or nobody: answer it first.',
  'alarm-missing': 'It is done for an alarm you have; what only hushes a device also while it is tested.',
  'command-pending': 'The device was told so a moment ago, and has not answered yet.',
  'opening-unexplained': 'It opens for an alarm you have, or for a visit whose right to open is now.',
};

const stateOf = ({ ok, sentAt, until }: DeviceCommandRecord, now: Instant): DeviceCommandView['state'] => {
  if (ok !== null) return ok ? 'done' : 'failed';
  if (sentAt !== null) return 'sent';
  return until > now ? 'waiting' : 'expired';
};

const present = (one: DeviceCommandRecord, now: Instant): DeviceCommandView => ({
  ...{ id: one.id, command: one.command, state: stateOf(one, now) },
  ...{ by: one.madeBy, at: iso(one.madeAt), until: iso(one.until) },
  ...omitNull({ alarmId: one.alarmId, answeredAt: isoOrNull(one.answeredAt), reason: one.reason }),
});

/** What a device is told to do: open a door, say where it is, start anew. Every one is in the log, with its reason. */
export const deviceCommandRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now, newId } = deps;

  const alarmOf = async (tx: Tx, who: Identity, alarmId: string | undefined, { homeId }: DeviceRecord) => {
    if (alarmId === undefined) return null;
    const found = await findAlarm(tx, who.municipalityId, alarmId);
    if (found === null) throw notFound('alarm');
    const { state, operatorId, test: isTest } = found.alarm;
    const isHeld = operatorId === who.id && (state === 'handling' || state === 'responding');
    return { isOfHome: homeId !== null && found.homeId === homeId, isHeld, isClosed: state === 'closed', isTest };
  };
  const mayOpenNow = async (tx: Tx, { homeId }: DeviceRecord, at: Instant): Promise<boolean> =>
    homeId !== null && (await findUnlockRights(tx, homeId, at)).some(({ from, until }) => from <= at && at < until);

  app.post(
    '/api/devices/:id/commands',
    {
      config: { right: 'device.test' },
      schema: {
        summary: 'Tell the device to do something its profile can',
        tags: ['devices'],
        params: idParams,
        body: deviceCommandBody,
        response: { 201: deviceCommandSchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const { command, alarmId } = request.body;
      const at = now();
      const made = await db.transaction().execute(async (tx) => {
        const device = await lockDevice(tx, who.municipalityId, request.params.id);
        if (device === null) throw notFound('device');
        const facts = {
          ...{ command, role: who.role, device, alarm: await alarmOf(tx, who, alarmId, device) },
          mayOpenNow: await mayOpenNow(tx, device, at),
          isPending: await isCommandPending(tx, device.id, command, at),
        };
        const decision = decideDeviceCommand(facts, at);
        if (decision.kind === 'refuse') throw new ApiProblem(409, decision.code, REFUSALS[decision.code]);
        const { until } = decision;
        const one = {
          id: newId(),
          deviceId: device.id,
          command,
          alarmId: alarmId ?? null,
          madeBy: who.id,
          madeAt: at,
          until,
        };
        await insertDeviceCommand(tx, who.municipalityId, one);
        const detail = { commandId: one.id, command, ...omitNull({ alarmId: one.alarmId }) };
        await saveDevice(tx, device, {}, { action: 'command', actorId: who.id, detail }, at);
        return one;
      });
      tellOthers(deps, who.municipalityId);
      const unsent = { sentAt: null, ok: null, reason: null, answeredAt: null };
      return reply.status(201).send(present({ ...made, ...unsent }, at));
    },
  );
  app.get(
    '/api/devices/:id/commands',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'What it was told to do, the latest first, and what became of it',
        tags: ['devices'],
        params: idParams,
        response: { 200: listOf(deviceCommandSchema), ...problems },
      },
    },
    async (request) => {
      const device = await findDevice(db, identityOf(request).municipalityId, request.params.id);
      if (device === null) throw notFound('device');
      const at = now();
      return { items: (await listDeviceCommands(db, device.id, LISTED)).map((one) => present(one, at)) };
    },
  );
};
