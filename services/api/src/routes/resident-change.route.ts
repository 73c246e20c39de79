import { changeResidentBody, nextOfKinBody, residentBody, residentDetailSchema } from '@varde/contracts';
import { registerResident, replaceNextOfKin, saveResident } from '@varde/postgres';
import { isNationalId } from '../bulk/cells.ts';
import type { ApiDeps } from '../deps.ts';
import { changeResident } from '../household/change-resident.ts';
import { findPlace } from '../household/find-place.ts';
import { residentById } from '../household/resident-view.ts';
import { identityOf } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';
import { told } from '../told.ts';

const requireNationalId = (id: string | undefined): string | null => {
  if (id === undefined) return null;
  if (isNationalId(id)) return id;
  throw new ApiProblem(422, 'national-id-invalid', 'That is no national id.');
};

/** Who is registered, and what is written about them. */
export const residentChangeRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now, newId } = deps;
  const tags = ['residents'];
  const one = { 200: residentDetailSchema, ...problems };

  app.post(
    '/api/residents',
    {
      config: { right: 'resident.manage' },
      schema: {
        summary: 'Somebody new, in a home that is there or at an address',
        tags,
        body: residentBody,
        response: { 201: residentDetailSchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const { homeId, address, nationalId, birthDate = null, phone = null, ...rest } = request.body;
      const person = { ...rest, birthDate, phone, nationalId: requireNationalId(nationalId) };
      const id = newId();
      await db.transaction().execute(async (tx) => {
        const place = await findPlace(tx, deps, who, { homeId, address });
        const resident = { ...person, id, homeId: place, municipalityId: who.municipalityId };
        if (!(await registerResident(tx, resident, { actorId: who.id, now: now() })))
          throw new ApiProblem(409, 'national-id-taken', 'Somebody with this national id is registered.');
      });
      return reply
        .status(201)
        .header('location', `/api/residents/${id}`)
        .send(await residentById(db, who, id));
    },
  );
  app.patch(
    '/api/residents/:id',
    {
      config: { right: 'resident.manage' },
      schema: {
        summary: 'Name, phone, needs, hazards; what is left out stays',
        tags,
        params: idParams,
        body: changeResidentBody,
        response: one,
      },
    },
    (request) => {
      const { version, ...fields } = request.body;
      const { id } = request.params;
      return changeResident(deps, identityOf(request), { id, version }, (tx, resident, by) =>
        saveResident(tx, resident, told(fields), by),
      );
    },
  );
  app.put(
    '/api/residents/:id/next-of-kin',
    {
      config: { right: 'resident.manage' },
      schema: {
        summary: 'All next of kin in the order they are rung; the list before is gone',
        tags,
        params: idParams,
        body: nextOfKinBody,
        response: one,
      },
    },
    (request) => {
      const { version, items } = request.body;
      const { id } = request.params;
      const kin = items.map(({ phone = null, ...one }) => ({ ...one, phone, id: newId() }));
      return changeResident(deps, identityOf(request), { id, version }, (tx, resident, by) =>
        replaceNextOfKin(tx, resident, kin, by),
      );
    },
  );
};
