import { createRemoteJWKSet, errors, type JWTVerifyGetKey, jwtVerify } from 'jose';
import * as oidc from 'openid-client';
import { ApiProblem } from '../problem/api-problem.ts';
import { type StaffClaims, staffClaimsSchema } from './identity.ts';

export type IdentityProviderOptions = {
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
};

/** Kept in the session between sending somebody to sign in and their coming back. */
export type SignInAttempt = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type IdentityProvider = {
  /** Who a bearer token stands for, and until when (epoch seconds). 401 for a bad token, 503 without the provider. */
  verify(token: string): Promise<{ claims: StaffClaims; exp: number }>;
  beginSignIn(redirectUri: string): Promise<{ url: string; attempt: SignInAttempt }>;
  /** `callback`: the URL the person came back to. */
  endSignIn(callback: URL, attempt: SignInAttempt): Promise<{ claims: StaffClaims; idToken: string }>;
  /** Where to go to be signed out there too; null when the provider has no such page. */
  signOutUrl(idToken: string, returnTo: string): Promise<string | null>;
  /** Rejects when the provider cannot be reached. */
  ping(): Promise<void>;
};

const LIMIT_SECONDS = 5;
/** After a failed discovery, this long before the next: a dead provider must not slow every request by the limit. */
const RETRY_MS = 1_000;
/** An unknown key id fetches the set anew at once; this is how long known keys outlive a provider that is down. */
const KEYS_MAX_AGE_MS = 3_600_000;
const SCOPE = 'openid profile';

type Discovered = { readonly client: oidc.Configuration; readonly keys: JWTVerifyGetKey };

const unavailable = (): ApiProblem =>
  new ApiProblem(503, 'identity-unavailable', 'The identity provider does not answer.');

const tokenInvalid = (): ApiProblem => new ApiProblem(401, 'token-invalid', 'The token does not hold.');

/** Only a provider on this very machine (the demo's, a test's) may speak without TLS. */
const isLoopback = (url: URL): boolean => ['127.0.0.1', 'localhost', '[::1]'].includes(url.hostname);

/** Its keys could not be had: no connection, no answer in time, or one that holds no keys. */
const saysNothingOfToken = (error: unknown): boolean =>
  !(error instanceof ApiProblem) &&
  (!(error instanceof errors.JOSEError) ||
    ['ERR_JOSE_GENERIC', 'ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID'].includes(error.code));

const readClaims = (claims: unknown): StaffClaims | null => staffClaimsSchema.safeParse(claims).data ?? null;

/** Discovers the provider at the first need, so that the api starts while the provider is still starting. */
export const createIdentityProvider = (options: IdentityProviderOptions): IdentityProvider => {
  let pending: Promise<Discovered> | null = null;

  const discover = async (): Promise<Discovered> => {
    const issuer = new URL(options.issuer);
    const execute = issuer.protocol === 'http:' && isLoopback(issuer) ? [oidc.allowInsecureRequests] : [];
    const client = await oidc.discovery(issuer, options.clientId, options.clientSecret, undefined, {
      execute,
      timeout: LIMIT_SECONDS,
    });
    const { jwks_uri: jwksUri } = client.serverMetadata();
    if (jwksUri === undefined) throw new Error('the identity provider names no keys');
    const keys = createRemoteJWKSet(new URL(jwksUri), {
      timeoutDuration: LIMIT_SECONDS * 1_000,
      cacheMaxAge: KEYS_MAX_AGE_MS,
    });
    return { client, keys };
  };

  const discovered = (): Promise<Discovered> => {
    pending ??= discover().catch((reason: unknown) => {
      setTimeout(() => {
        pending = null;
      }, RETRY_MS).unref();
      throw reason;
    });
    return pending.catch(() => {
      throw unavailable();
    });
  };

  return {
    verify: async (token) => {
      const { client, keys } = await discovered();
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: client.serverMetadata().issuer,
          audience: 'varde-api',
          requiredClaims: ['exp', 'sub'],
          clockTolerance: 5,
        });
        const claims = readClaims(payload);
        if (claims === null || payload.exp === undefined) throw tokenInvalid();
        return { claims, exp: payload.exp };
      } catch (error) {
        if (saysNothingOfToken(error)) throw unavailable();
        throw error instanceof errors.JOSEError ? tokenInvalid() : error;
      }
    },

    beginSignIn: async (redirectUri) => {
      const { client } = await discovered();
      const attempt = {
        state: oidc.randomState(),
        nonce: oidc.randomNonce(),
        verifier: oidc.randomPKCECodeVerifier(),
      };
      const url = oidc.buildAuthorizationUrl(client, {
        redirect_uri: redirectUri,
        scope: SCOPE,
        state: attempt.state,
        nonce: attempt.nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(attempt.verifier),
        code_challenge_method: 'S256',
      });
      return { url: url.href, attempt };
    },

    endSignIn: async (callback, attempt) => {
      const { client } = await discovered();
      const refused = new ApiProblem(401, 'sign-in-failed', 'The sign-in did not hold; try again.');
      const tokens = await oidc
        .authorizationCodeGrant(client, callback, {
          expectedState: attempt.state,
          expectedNonce: attempt.nonce,
          pkceCodeVerifier: attempt.verifier,
          idTokenExpected: true,
        })
        .catch(() => {
          throw refused;
        });
      const idClaims = tokens.claims();
      const idToken = tokens.id_token;
      if (idClaims === undefined || idToken === undefined) throw refused;
      // Some providers put roles in the id token, others only tell them when asked.
      const claims =
        readClaims(idClaims) ??
        readClaims(await oidc.fetchUserInfo(client, tokens.access_token, idClaims.sub).catch(() => null));
      if (claims === null) throw new ApiProblem(403, 'no-role', 'You have no role in Varde.');
      return { claims, idToken };
    },

    signOutUrl: async (idToken, returnTo) => {
      const { client } = await discovered();
      if (client.serverMetadata().end_session_endpoint === undefined) return null;
      return oidc.buildEndSessionUrl(client, { id_token_hint: idToken, post_logout_redirect_uri: returnTo }).href;
    },

    ping: async () => {
      const { client } = await discovered();
      const jwksUri = client.serverMetadata().jwks_uri ?? options.issuer;
      const answer = await fetch(jwksUri, { signal: AbortSignal.timeout(LIMIT_SECONDS * 1_000) });
      await answer.body?.cancel();
      if (!answer.ok) throw new Error('the identity provider does not give its keys');
    },
  };
};
