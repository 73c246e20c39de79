import { createHash } from 'node:crypto';
import type { Staff } from '@varde/postgres';
import { importJWK, SignJWT } from 'jose';
import type { Secrets } from '../secrets.ts';
import { API_AUDIENCE } from './parties.ts';
import { staffClaims } from './staff-claims.ts';

/** The same person for the same name and role, on every machine. */
const derivedId = (name: string, role: string): string => {
  const hex = createHash('sha256').update(`${role}/${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `8${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
};

/**
 * Who gets the token: of the staff, by role and by name where one is given. A name nobody in that role has is a new
 * colleague, so that a simulation may have as many operators as it likes.
 */
export const choosePerson = (staff: readonly Staff[], role: string, name: string | undefined): Staff | null => {
  const inRole = staff.filter((person) => person.role === role);
  if (name === undefined) return inRole[0] ?? null;
  const known = inRole.find((person) => person.username === name);
  if (known !== undefined) return known;
  const municipalityId = staff[0]?.municipalityId;
  if (municipalityId === undefined) return null;
  const taken = staff.some((person) => person.username === name);
  return { id: derivedId(name, role), municipalityId, username: taken ? `${name}-${role}` : name, name, role };
};

/** An access token as the demo provider issues it. */
export const signDemoToken = async (key: Secrets['signingKey'], issuer: string, person: Staff): Promise<string> =>
  new SignJWT(staffClaims(person))
    .setProtectedHeader({ alg: 'ES256', kid: key.kid, typ: 'at+jwt' })
    .setIssuer(issuer)
    .setAudience(API_AUDIENCE)
    .setSubject(person.id)
    .setIssuedAt()
    .setExpirationTime('12h')
    .sign(await importJWK(key, 'ES256'));
