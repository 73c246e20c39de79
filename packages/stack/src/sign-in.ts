import { readConfig } from '@varde/runtime';
import { z } from 'zod';
import { CONSOLE_CLIENT } from './identity/parties.ts';
import type { Mode } from './modes/mode.ts';
import type { Secrets } from './secrets.ts';

const externalSchema = z.object({
  VARDE_OIDC_ISSUER: z.url(),
  VARDE_OIDC_CLIENT_ID: z.string().min(1),
  VARDE_OIDC_CLIENT_SECRET: z.string().min(1),
  VARDE_SESSION_SECRET: z.string().min(32).optional(),
});

export type SignIn = {
  readonly VARDE_OIDC_ISSUER: string;
  readonly VARDE_OIDC_CLIENT_ID: string;
  readonly VARDE_OIDC_CLIENT_SECRET: string;
  readonly VARDE_SESSION_SECRET: string;
};

/** Who tells the api who somebody is: the stack's own demo provider, or the one the environment names. */
export const chooseSignIn = (mode: Mode, secrets: Secrets, port: number, env: NodeJS.ProcessEnv): SignIn => {
  if (!mode.local) {
    const { VARDE_SESSION_SECRET = secrets.session, ...rest } = readConfig(externalSchema, env);
    return { ...rest, VARDE_SESSION_SECRET };
  }
  return {
    VARDE_OIDC_ISSUER: `http://127.0.0.1:${port}`,
    VARDE_OIDC_CLIENT_ID: CONSOLE_CLIENT,
    VARDE_OIDC_CLIENT_SECRET: secrets.oidcClient,
    VARDE_SESSION_SECRET: secrets.session,
  };
};

/** What the demo provider is told. */
export const identityEnv = (mode: Mode, secrets: Secrets, url: string, signIn: SignIn): Record<string, string> => ({
  VARDE_DATABASE_URL: mode.urls.database,
  VARDE_PUBLIC_URL: url,
  VARDE_OIDC_ISSUER: signIn.VARDE_OIDC_ISSUER,
  VARDE_OIDC_CLIENT_SECRET: signIn.VARDE_OIDC_CLIENT_SECRET,
  VARDE_OIDC_SIGNING_KEY: JSON.stringify(secrets.signingKey),
  VARDE_SESSION_SECRET: secrets.session,
});
