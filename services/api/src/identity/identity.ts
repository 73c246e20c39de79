import { type Actor, type Instant, ROLES, type Role } from '@varde/domain';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { ApiProblem } from '../problem/api-problem.ts';

/** What the identity provider says of a person, in access and id tokens alike. */
export const staffClaimsSchema = z.object({
  sub: z.uuid(),
  name: z.string().min(1).max(200),
  preferred_username: z.string().min(1).max(200),
  role: z.enum(ROLES),
  municipality: z.string().regex(/^\d{4}$/),
});
export type StaffClaims = z.infer<typeof staffClaimsSchema>;

/** Who asks. */
export type Identity = {
  readonly id: string;
  readonly name: string;
  readonly username: string;
  readonly role: Role;
  readonly municipalityId: string;
  /** Set when it came with the console's cookie: what ends a stream when the session is gone. */
  readonly sessionId: string | null;
  readonly expiresAt: Instant;
};

declare module 'fastify' {
  interface FastifyRequest {
    identity: Identity | null;
  }
}

export const toIdentity = (claims: StaffClaims, expiresAt: Instant, sessionId: string | null = null): Identity => ({
  id: claims.sub.toLowerCase(),
  name: claims.name,
  username: claims.preferred_username,
  role: claims.role,
  municipalityId: claims.municipality,
  sessionId,
  expiresAt,
});

/** Who asks, on a route behind `authenticate`. */
export const identityOf = (request: FastifyRequest): Identity => {
  if (request.identity === null) throw new ApiProblem(401, 'sign-in-needed', 'Sign in first.');
  return request.identity;
};

export const actorOf = (identity: Identity): Extract<Actor, { readonly id: string }> => ({
  id: identity.id,
  role: identity.role,
});
