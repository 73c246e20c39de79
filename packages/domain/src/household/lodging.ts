import type { Absence } from '../absence/absence.ts';
import type { Instant } from '../instant.ts';

/** Somebody who lives at a home, or did until they were closed. */
export type Lodged = { readonly id: string; readonly closedAt: Instant | null };

/** A device as it hangs at a home, and what pauses it. */
export type DeviceAtHome = {
  /** null: the home shares it. */
  readonly residentId: string | null;
  /** Not in stock, nor on its way. */
  readonly inService: boolean;
  readonly absence: Absence | null;
};

export type Lodging = {
  /** Whom what it says is about. */
  readonly residentIds: readonly string[];
  readonly absence: Absence | null;
  readonly vacated: Instant | null;
};

/** Nobody is left only where somebody was: a room where nobody ever lived, with medicine in it, has nobody to lose. */
const emptySince = (home: readonly Lodged[]): Instant | null => {
  const closed = home.flatMap(({ closedAt }) => closedAt ?? []);
  return closed.length === 0 || closed.length < home.length ? null : Math.max(...closed);
};

/**
 * Whom a device is about: of one whose resident is closed those who live on there, and where nobody does whose it was.
 * What several share is not paused by one of them who is away: whoever has moved in meanwhile is at home.
 */
export const lodgingOf = ({ residentId, inService, absence }: DeviceAtHome, home: readonly Lodged[]): Lodging => {
  const living = home.filter(({ closedAt }) => closedAt === null).map(({ id }) => id);
  if (residentId === null) {
    const vacated = inService ? emptySince(home) : null;
    return { residentIds: living, absence: living.length > 1 ? null : absence, vacated };
  }
  const vacated = home.find(({ id }) => id === residentId)?.closedAt ?? null;
  const isOthers = vacated !== null && living.length > 0;
  return { residentIds: isOthers ? living : [residentId], absence, vacated };
};
