import type { StaffClaims } from './identity.ts';
import type { SignInAttempt } from './identity-provider.ts';

/** A session lasts a shift: after it, sign in again. */
export const SESSION_MS = 12 * 3_600_000;

declare module 'fastify' {
  interface Session {
    /** Set while somebody is away at the identity provider. */
    attempt?: SignInAttempt & { readonly returnTo: string };
    /** Set once they are back. */
    staff?: StaffClaims & { readonly until: number };
    idToken?: string;
  }
}
