import { listOf, openingSchema, type UnlockRightView, unlockRightBody, unlockRightSchema } from '@varde/contracts';
import { eventKind, isOpening, type UnlockRightFault, unlockRightFault } from '@varde/domain';
import {
  findAlarm,
  findDevice,
  insertUnlockRight,
  listOpenings,
  listUnlockRights,
  lockDevice,
  revokeUnlockRight,
  saveDevice,
  type UnlockRightRecord,
} from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

/** All of these are told of by key boxes and locks; the first alone must be explained. */
const OPENING_KINDS = ['key-box-opened', 'lock-unlocked'];
const LISTED = 200;

const FAULTS: Readonly<Record<UnlockRightFault, string>> = {
  'ends-before-it-begins': 'It ends before it begins.',
  'too-long': 'It is for one visit or one alarm: twelve hours at most.',
  'too-far-ahead': 'It is for a month ahead at most.',
  over: 'That time is over.',
  'alarm-closed': 'The alarm is closed.',
  'alarm-elsewhere': 'The alarm is of another home.',
};

const present = (right: Omit<UnlockRightRecord, 'homeId' | 'madeBy'>): UnlockRightView => ({
  id: right.id,
  holder: right.holder,
  from: iso(right.from),
  until: iso(right.until),
  ...omitNull({ visit: right.visit, alarmId: right.alarmId, revokedAt: isoOrNull(right.revokedAt) }),
});

/** Whom a key box or an electronic lock lets in, for how long and what for; and every time it was opened. */
export const unlockRightRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now, newId } = deps;
  const tags = ['keys'];

  const homeOf = async (who: Identity, deviceId: string): Promise<string> => {
    const device = await findDevice(db, who.municipalityId, deviceId);
    if (device === null) throw notFound('device');
    if (device.homeId === null) throw new ApiProblem(409, 'not-at-a-home', 'The device is at nobody’s home.');
    return device.homeId;
  };
  const alarmOf = async (who: Identity, alarmId: string | undefined, homeId: string) => {
    if (alarmId === undefined) return null;
    const found = await findAlarm(db, who.municipalityId, alarmId);
    if (found === null) throw notFound('alarm');
    return { isClosed: found.alarm.state === 'closed', isOfHome: found.homeId === homeId };
  };

  app.post(
    '/api/devices/:id/unlock-rights',
    {
      config: { right: 'unlock.grant' },
      schema: {
        summary: 'Somebody may open it, for a visit or an alarm',
        tags,
        params: idParams,
        body: unlockRightBody,
        response: { 201: unlockRightSchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const { holder, visit, alarmId } = request.body;
      const homeId = await homeOf(who, request.params.id);
      const at = now();
      const from = request.body.from === undefined ? at : Date.parse(request.body.from);
      const until = Date.parse(request.body.until);
      const fault = unlockRightFault({ from, until, alarm: await alarmOf(who, alarmId, homeId) }, at);
      if (fault !== null) throw new ApiProblem(422, fault, FAULTS[fault]);
      const right = { id: newId(), homeId, holder, from, until, visit: visit ?? null, alarmId: alarmId ?? null };
      await db.transaction().execute(async (tx) => {
        const device = await lockDevice(tx, who.municipalityId, request.params.id);
        if (device === null) throw notFound('device');
        await insertUnlockRight(tx, who.municipalityId, { ...right, madeBy: who.id });
        const detail = { rightId: right.id, until: iso(until), ...omitNull({ alarmId: right.alarmId }) };
        await saveDevice(tx, device, {}, { action: 'unlock-right', actorId: who.id, detail }, at);
      });
      return reply.status(201).send(present({ ...right, revokedAt: null }));
    },
  );
  app.get(
    '/api/devices/:id/unlock-rights',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'Who may open it, and who might',
        tags,
        params: idParams,
        response: { 200: listOf(unlockRightSchema), ...problems },
      },
    },
    async (request) => {
      const homeId = await homeOf(identityOf(request), request.params.id);
      return { items: (await listUnlockRights(db, homeId, LISTED)).map(present) };
    },
  );
  app.post(
    '/api/unlock-rights/:id/revoke',
    {
      config: { right: 'unlock.grant' },
      schema: {
        summary: 'May open it no more',
        tags,
        params: idParams,
        response: { 200: unlockRightSchema, ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      const revoked = await db
        .transaction()
        .execute((tx) => revokeUnlockRight(tx, municipalityId, request.params.id, now()));
      if (revoked === null) throw notFound('unlock-right');
      return present(revoked);
    },
  );
  app.get(
    '/api/devices/:id/openings',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'Every time it was opened, and what explains it',
        tags,
        params: idParams,
        response: { 200: listOf(openingSchema), ...problems },
      },
    },
    async (request) => {
      const homeId = await homeOf(identityOf(request), request.params.id);
      const openings = await listOpenings(db, homeId, OPENING_KINDS, LISTED);
      const items = openings.map(({ eventId, deviceId, kind, at, alarmId }) => ({
        eventId,
        deviceId,
        kind,
        label: eventKind(kind)?.label.nb ?? kind,
        at: iso(at),
        explained: !isOpening(kind) || alarmId === null,
        ...omitNull({ alarmId }),
      }));
      return { items };
    },
  );
};
