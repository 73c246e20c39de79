import type { Staff } from '@varde/postgres';
import Provider, { type Configuration, type JWK } from 'oidc-provider';
import { faultPage, logoutPage } from './login-page.ts';
import { API_AUDIENCE, CONSOLE_CLIENT } from './parties.ts';
import { staffClaims } from './staff-claims.ts';

const HOUR = 3_600;
const WORKDAY = 12 * HOUR;

export type ProviderOptions = {
  readonly issuer: string;
  readonly signingKey: JWK;
  readonly cookieKey: string;
  readonly clientSecret: string;
  /** Where the console is; its callback is below. */
  readonly publicUrl: string;
  readonly findPerson: (id: string) => Promise<Staff | undefined>;
};

/** OpenID Connect as a municipality's own provider speaks it: authorization code, PKCE, signed JWTs. */
export const createProvider = (options: ProviderOptions): Provider => {
  const configuration: Configuration = {
    clients: [
      {
        client_id: CONSOLE_CLIENT,
        client_secret: options.clientSecret,
        redirect_uris: [`${options.publicUrl}/auth/callback`],
        post_logout_redirect_uris: [`${options.publicUrl}/`],
        grant_types: ['authorization_code', 'refresh_token'],
        response_types: ['code'],
        id_token_signed_response_alg: 'ES256',
      },
    ],
    jwks: { keys: [options.signingKey] },
    cookies: { keys: [options.cookieKey] },
    findAccount: async (_ctx, id) => {
      const person = await options.findPerson(id);
      if (person === undefined) return undefined;
      return { accountId: id, claims: async () => ({ sub: id, ...staffClaims(person) }) };
    },
    claims: { openid: ['sub'], profile: ['name', 'preferred_username', 'role', 'municipality'] },
    conformIdTokenClaims: false,
    extraTokenClaims: async (_ctx, token) => {
      const id = 'accountId' in token ? token.accountId : undefined;
      const person = id === undefined ? undefined : await options.findPerson(id);
      return person === undefined ? undefined : staffClaims(person);
    },
    pkce: { required: () => true },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        enabled: true,
        logoutSource: (ctx, form) => {
          ctx.type = 'html';
          ctx.body = logoutPage(form);
        },
      },
      resourceIndicators: {
        enabled: true,
        defaultResource: () => `urn:${API_AUDIENCE}`,
        useGrantedResource: () => true,
        getResourceServerInfo: () => ({
          scope: '',
          audience: API_AUDIENCE,
          accessTokenFormat: 'jwt',
          accessTokenTTL: WORKDAY,
          jwt: { sign: { alg: 'ES256' } },
        }),
      },
    },
    interactions: { url: (_ctx, interaction) => `/login/${interaction.uid}` },
    // The console is our own: nobody is asked whether it may know who signs in.
    loadExistingGrant: async (ctx) => {
      const { client, session } = ctx.oidc;
      if (client === undefined || session?.accountId === undefined) return undefined;
      const grant = new ctx.oidc.provider.Grant({ clientId: client.clientId, accountId: session.accountId });
      grant.addOIDCScope('openid profile offline_access');
      await grant.save();
      return grant;
    },
    renderError: (ctx) => {
      ctx.type = 'html';
      ctx.body = faultPage();
    },
    ttl: { AccessToken: WORKDAY, Grant: WORKDAY, IdToken: HOUR, Interaction: HOUR, Session: WORKDAY },
  };
  return new Provider(options.issuer, configuration);
};
