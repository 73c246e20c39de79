import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { isOtherNameOfHere } from '../identity/is-other-name-of-here.ts';
import '../identity/session-data.ts';
import { type App, problems } from '../route.ts';

/** A path of our own to come back to: one slash, no host, no backslash, nothing a browser would read otherwise. */
const OWN_PATH = /^\/(?![/\\])[\w\-./~%?&=#:]*$/;

const isOwnPath = (path: string): boolean => path.length <= 500 && OWN_PATH.test(path);

export const callbackUrl = (publicUrl: string): string => new URL('/auth/callback', publicUrl).href;

export const signInRoute = (app: App, { identityProvider, publicUrl }: ApiDeps): void => {
  app.get(
    '/auth/login',
    {
      schema: {
        summary: 'Sign in at the identity provider, then back to `returnTo`',
        tags: ['sign-in'],
        querystring: z.object({ returnTo: z.string().optional() }),
        response: problems,
      },
    },
    async (request, reply) => {
      if (isOtherNameOfHere(request.headers.host, publicUrl)) {
        return reply.redirect(new URL(request.url, publicUrl).href, 302);
      }
      const { returnTo } = request.query;
      const { url, attempt } = await identityProvider.beginSignIn(callbackUrl(publicUrl));
      const own = returnTo !== undefined && isOwnPath(returnTo) ? returnTo : '/';
      request.session.attempt = { ...attempt, returnTo: own };
      return reply.redirect(url, 302);
    },
  );
};
