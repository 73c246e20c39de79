import { type AbsenceView, absenceBody, absenceSchema, listOf, renewAbsenceBody } from '@varde/contracts';
import { ABSENCE_DEFAULT, type AbsenceFault, absenceFault } from '@varde/domain';
import {
  type AbsenceRecord,
  endAbsence,
  findPausable,
  insertAbsence,
  listAbsences,
  lockAbsence,
  lockPausable,
  renewAbsence,
  type Tx,
  waitBriefly,
} from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { householdChanged, unlessBusy } from '../household/leave-home.ts';
import { requireServed } from '../household/resident-view.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

const LISTED = 100;

const FAULTS: Readonly<Record<AbsenceFault, string>> = {
  'ends-before-it-begins': 'It ends before it begins.',
  over: 'That time is over.',
  'too-long': 'A week at a time; it can be renewed.',
};

const present = ({ id, residentId, reason, from, until, version, devices, ...rest }: AbsenceRecord): AbsenceView => ({
  ...{ id, residentId, reason, from: iso(from), until: iso(until), version, devices: [...devices] },
  ...omitNull({ endedAt: isoOrNull(rest.endedAt), endedBy: rest.endedBy }),
});

const requireSound = (times: { from: number; until: number }, now: number): void => {
  const fault = absenceFault(times, now);
  if (fault !== null) throw new ApiProblem(422, fault, FAULTS[fault]);
};

/** Away or in hospital: some sensors of one resident are paused, until a time that is always set. */
export const absenceRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now, newId } = deps;
  const tags = ['residents'];
  const one = { 200: absenceSchema, ...problems };

  /** Devices first, then the resident: the order everybody takes them in. */
  const pausable = async (
    tx: Tx,
    who: Identity,
    residentId: string,
    wanted: readonly string[] | undefined,
  ): Promise<string[]> => {
    await waitBriefly(tx);
    const locked = await lockPausable(tx, who.municipalityId, residentId);
    await requireServed(tx, who, residentId);
    const may = await findPausable(tx, who.municipalityId, residentId);
    if (may.some((id) => !locked.includes(id))) throw await householdChanged(tx, who, residentId);
    const others = (wanted ?? []).filter((id) => !may.includes(id.toLowerCase()));
    if (others.length === 0) return wanted?.map((id) => id.toLowerCase()) ?? may;
    throw new ApiProblem(409, 'device-of-others', 'A device that others live with is not paused.', {
      faults: others.map((id) => ({ path: `devices/${id}`, message: 'is not this resident’s alone' })),
    });
  };
  /** One that lasts, changed; it answers as it is then. */
  const change = (who: Identity, id: string, act: (tx: Tx, absence: AbsenceRecord) => Promise<void>) =>
    db.transaction().execute(async (tx) => {
      const absence = await lockAbsence(tx, who.municipalityId, id);
      if (absence === null) throw notFound('absence');
      if (absence.endedAt !== null)
        throw new ApiProblem(409, 'absence-ended', 'It has ended already.', { current: present(absence) });
      await act(tx, absence);
      const after = await lockAbsence(tx, who.municipalityId, id);
      return present(after ?? absence);
    });

  app.get(
    '/api/residents/:id/absences',
    {
      config: { right: 'resident.read' },
      schema: {
        summary: 'When they were away',
        tags,
        params: idParams,
        response: { 200: listOf(absenceSchema), ...problems },
      },
    },
    async (request) => {
      const { municipalityId } = identityOf(request);
      return { items: (await listAbsences(db, municipalityId, request.params.id, LISTED)).map(present) };
    },
  );
  app.post(
    '/api/residents/:id/absences',
    {
      config: { right: 'absence.manage' },
      schema: {
        summary: 'Away until a time, a day unless told; what they press, fire, CO and gas are never paused',
        tags,
        params: idParams,
        body: absenceBody.nullish(),
        response: { 201: absenceSchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const residentId = request.params.id;
      const body = absenceBody.parse(request.body ?? {});
      const at = now();
      const from = body.from === undefined ? at : Date.parse(body.from);
      const until = body.until === undefined ? from + ABSENCE_DEFAULT : Date.parse(body.until);
      requireSound({ from, until }, at);
      const { municipalityId } = who;
      const absence = { id: newId(), municipalityId, residentId, reason: body.reason, from, until };
      const made = await unlessBusy(deps, who, residentId, async (tx) => {
        const devices = await pausable(tx, who, residentId, body.devices);
        if (!(await insertAbsence(tx, absence, devices, { actorId: who.id, now: at })))
          throw new ApiProblem(409, 'absent-already', 'An absence lasts already; renew it, or end it first.');
        return lockAbsence(tx, municipalityId, absence.id);
      });
      if (made === null) throw notFound('absence');
      return reply.status(201).send(present(made));
    },
  );
  app.post(
    '/api/absences/:id/renew',
    {
      config: { right: 'absence.manage' },
      schema: { summary: 'Away for longer', tags, params: idParams, body: renewAbsenceBody, response: one },
    },
    (request) => {
      const who = identityOf(request);
      const until = Date.parse(request.body.until);
      return change(who, request.params.id, (tx, absence) => {
        requireSound({ from: absence.from, until }, now());
        return renewAbsence(tx, absence, until, { actorId: who.id, now: now() });
      });
    },
  );
  app.post(
    '/api/absences/:id/end',
    {
      config: { right: 'absence.manage' },
      schema: { summary: 'Home again', tags, params: idParams, response: one },
    },
    (request) => {
      const who = identityOf(request);
      return change(who, request.params.id, (tx, absence) => endAbsence(tx, absence.id, who.id, now()));
    },
  );
};
