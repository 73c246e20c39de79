import { handOverBody, type KeyView, keyBody, keyQuerySchema, keySchema, listOf } from '@varde/contracts';
import { insertKey, type KeyRecord, listKeys, lockKey, passKey } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { requireServed } from '../household/resident-view.ts';
import { type Identity, identityOf } from '../identity/identity.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { ApiProblem, notFound } from '../problem/api-problem.ts';
import { type App, idParams, problems } from '../route.ts';

const present = ({ returnedAt, since, ...key }: KeyRecord): KeyView => ({
  ...key,
  since: iso(since),
  ...omitNull({ returnedAt: isoOrNull(returnedAt) }),
});

/** Keys that people carry: who has which, and who had it before. */
export const keyRoutes = (app: App, deps: ApiDeps): void => {
  const { db, now, newId } = deps;
  const tags = ['keys'];
  const byOf = (who: Identity) => ({ municipalityId: who.municipalityId, actorId: who.id, now: now() });

  const pass = (who: Identity, id: string, holder: string | null, version: number | undefined): Promise<KeyView> =>
    db.transaction().execute(async (tx) => {
      const key = await lockKey(tx, who.municipalityId, id);
      if (key === null) throw notFound('key');
      const current = present(key);
      if (version !== undefined && version !== key.version)
        throw new ApiProblem(409, 'key-changed', 'Somebody else has had the key meanwhile.', { current });
      if (key.returnedAt !== null)
        throw new ApiProblem(409, 'key-given-back', 'The key has been given back.', { current });
      return present(await passKey(tx, key, holder, byOf(who)));
    });

  app.get(
    '/api/keys',
    {
      config: { right: 'device.read' },
      schema: {
        summary: 'Keys that are out, by label',
        tags,
        querystring: keyQuerySchema,
        response: { 200: listOf(keySchema), ...problems },
      },
    },
    async (request) => {
      const { resident: residentId, holder, limit } = request.query;
      const { municipalityId } = identityOf(request);
      return { items: (await listKeys(db, { municipalityId, residentId, holder }, limit)).map(present) };
    },
  );
  app.post(
    '/api/keys',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'A key received from a resident',
        tags,
        body: keyBody,
        response: { 201: keySchema, ...problems },
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const { residentId, label, holder } = request.body;
      const made = await db.transaction().execute(async (tx) => {
        const { homeId } = await requireServed(tx, who, residentId);
        return insertKey(tx, { id: newId(), homeId, label, holder }, byOf(who));
      });
      if (made === null) throw new ApiProblem(409, 'label-taken', 'There is a key with this label already.');
      return reply.status(201).send(present(made));
    },
  );
  app.post(
    '/api/keys/:id/hand-over',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'Another has it now',
        tags,
        params: idParams,
        body: handOverBody,
        response: { 200: keySchema, ...problems },
      },
    },
    (request) => pass(identityOf(request), request.params.id, request.body.holder, request.body.version),
  );
  app.post(
    '/api/keys/:id/return',
    {
      config: { right: 'device.manage' },
      schema: {
        summary: 'Given back to whoever lives there',
        tags,
        params: idParams,
        response: { 200: keySchema, ...problems },
      },
    },
    (request) => pass(identityOf(request), request.params.id, null, undefined),
  );
};
