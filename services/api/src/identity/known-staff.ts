import { type Database, saveStaff } from '@varde/postgres';
import { ApiProblem } from '../problem/api-problem.ts';
import type { Identity } from './identity.ts';

const FOREIGN_KEY_VIOLATION = '23503';
const UNIQUE_VIOLATION = '23505';
/** Far above any municipality's staff: the memory is a saving of writes, not a register. */
const REMEMBERED = 10_000;

const fingerprint = (who: Identity): string => [who.municipalityId, who.username, who.name, who.role].join('\u0000');

const usernameTaken = (): ApiProblem =>
  new ApiProblem(403, 'username-taken', 'Your user name is known here as somebody else.');

const toProblem = (error: unknown): unknown => {
  const { code } = error as { code?: unknown };
  if (code === FOREIGN_KEY_VIOLATION) {
    return new ApiProblem(403, 'municipality-unknown', 'Your municipality is not one of this service.');
  }
  return code === UNIQUE_VIOLATION ? usernameTaken() : error;
};

/**
 * Makes sure Varde has a row for whoever asks: alarms and changes point at it. Written at first sight and when the
 * identity provider's word has changed.
 */
export const createKnownStaff = (db: Database): ((who: Identity) => Promise<void>) => {
  const known = new Map<string, string>();
  return async (who) => {
    const now = fingerprint(who);
    if (known.get(who.id) === now) return;
    const outcome = await saveStaff(db, who).catch((error: unknown) => {
      throw toProblem(error);
    });
    if (outcome === 'username-taken') throw usernameTaken();
    if (known.size >= REMEMBERED) known.clear();
    known.set(who.id, now);
  };
};
