import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { isSameOrigin } from '../identity/same-origin.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { type App, problems } from '../route.ts';

/** `next`: where to go to be signed out at the identity provider too, else the next one at the desk is me. */
const answer = z.object({ next: z.string() });

export const signOutRoute = (app: App, { identityProvider, publicUrl }: ApiDeps): void => {
  app.post(
    '/auth/logout',
    { schema: { summary: 'End the session', tags: ['sign-in'], response: { 200: answer, ...problems } } },
    async (request) => {
      if (!isSameOrigin(request, publicUrl)) {
        throw new ApiProblem(403, 'cross-site', 'This did not come from a page of ours.');
      }
      const { idToken } = request.session;
      await request.session.destroy();
      const elsewhere =
        idToken === undefined
          ? null
          : await identityProvider.signOutUrl(idToken, new URL('/', publicUrl).href).catch(() => null);
      return { next: elsewhere ?? '/' };
    },
  );
};
