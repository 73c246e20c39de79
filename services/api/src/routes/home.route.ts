import { changeHomeBody, homeSchema } from '@varde/contracts';
import { findHomeAt, type HomeFields, type HomeRecord, holdHomes, lockHome, saveHome, type Tx } from '@varde/postgres';
import { tellOthers } from '../alarm/tell-others.ts';
import type { ApiDeps } from '../deps.ts';
import { requireArea } from '../household/find-place.ts';
import { homeById } from '../household/home-view.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';
import { told } from '../told.ts';

const ADDRESS = ['street', 'houseNumber', 'unitNumber', 'postalCode'] as const;

/** Two homes of one address would be one household in two halves. */
const requireFree = async (tx: Tx, who: Identity, before: HomeRecord, fields: HomeFields): Promise<void> => {
  if (ADDRESS.every((name) => fields[name] === undefined || fields[name] === before[name])) return;
  const there = await findHomeAt(tx, who.municipalityId, { ...before, ...fields });
  if (there === null || there === before.id) return;
  const current = await homeById(tx, who, there);
  throw new ApiProblem(409, 'address-taken', 'There is a home at this address already.', { current });
};

/** Homes: who lives there, what they share, and how one gets in. */
export const homeRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now } = deps;
  const tags = ['homes'];
  const response = { 200: homeSchema, ...problems };
  app.get(
    '/api/homes/:id',
    {
      config: { right: 'resident.read' },
      schema: {
        summary: 'A home with its residents, devices, and keys that are out',
        tags,
        params: idParams,
        response,
      },
    },
    (request) => homeById(db, identityOf(request), request.params.id),
  );
  app.patch(
    '/api/homes/:id',
    {
      config: { right: 'home.manage' },
      schema: {
        summary: 'Entrance, floor, unit, access note, key box; what is left out stays',
        tags,
        params: idParams,
        body: changeHomeBody,
        response,
      },
    },
    async (request) => {
      const who = identityOf(request);
      const { id } = request.params;
      const { version, ...body } = request.body;
      const fields = told(body);
      await db.transaction().execute(async (tx) => {
        await holdHomes(tx, who.municipalityId);
        const home = await lockHome(tx, who.municipalityId, id);
        if (home === null) throw notFound('home');
        if (version !== undefined && version !== home.version) {
          const current = await homeById(tx, who, id);
          throw new ApiProblem(409, 'home-changed', 'Somebody else has changed the home meanwhile.', { current });
        }
        if (fields.areaId !== undefined) await requireArea(tx, who, fields.areaId);
        await requireFree(tx, who, home, fields);
        await saveHome(tx, home, fields, { actorId: who.id, now: now() });
      });
      tellOthers(deps, who.municipalityId);
      return homeById(db, who, id);
    },
  );
};
