import type { Staff } from '@varde/postgres';

/** What tokens say of a person, beside the id. */
export const staffClaims = (person: Staff): Record<string, string> => ({
  name: person.name,
  preferred_username: person.username,
  role: person.role,
  municipality: person.municipalityId,
});
