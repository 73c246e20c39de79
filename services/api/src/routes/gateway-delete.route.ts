import { revokeAccount } from '@varde/postgres';
import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import type { BrokerDesk } from '../device/broker-desk.ts';
import { identityOf } from '../identity/identity.ts';
import { notFound } from '../problem/api-problem.ts';
import { type App, problems } from '../route.ts';

export const gatewayDeleteRoute = (app: App, { db, now }: ApiDeps, desk: BrokerDesk): void => {
  app.delete(
    '/api/gateways/:username',
    {
      config: { right: 'gateway.manage' },
      schema: {
        summary: "Revoke a gateway's sign-in and throw it out",
        tags: ['devices'],
        params: z.object({ username: z.string().min(1).max(100) }),
        response: { 204: z.null(), ...problems },
      },
    },
    async (request, reply) => {
      const { municipalityId } = identityOf(request);
      const { username } = request.params;
      if (!(await revokeAccount(db, municipalityId, username, 'gateway', now()))) throw notFound('gateway');
      await desk.throwOut(username);
      return reply.status(204).send(null);
    },
  );
};
