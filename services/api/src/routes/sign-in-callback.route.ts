import type { ApiDeps } from '../deps.ts';
import { SESSION_MS } from '../identity/session-data.ts';
import { type App, problems } from '../route.ts';
import { callbackUrl } from './sign-in.route.ts';

export const signInCallbackRoute = (app: App, { identityProvider, publicUrl, now }: ApiDeps): void => {
  app.get(
    '/auth/callback',
    { schema: { summary: 'Back from the identity provider', tags: ['sign-in'], response: problems } },
    async (request, reply) => {
      const { attempt } = request.session;
      // An old tab, or a bookmark: the page says how to sign in.
      if (attempt === undefined) return reply.redirect('/', 302);
      const callback = new URL(callbackUrl(publicUrl));
      callback.search = new URL(request.url, publicUrl).search;
      // An attempt is used once, and the session that is signed in is a new one: nobody else knows its id.
      await request.session.regenerate();
      const { claims, idToken } = await identityProvider.endSignIn(callback, attempt);
      request.session.staff = { ...claims, until: now() + SESSION_MS };
      request.session.idToken = idToken;
      return reply.redirect(attempt.returnTo, 302);
    },
  );
};
