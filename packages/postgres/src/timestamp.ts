import type { Instant } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';

/** An instant as a timestamptz parameter; null stays null. */
export const timestamp = (at: Instant | null): RawBuilder<Instant | null> =>
  sql`${at === null ? null : new Date(at).toISOString()}::timestamptz`;

/** A value as a jsonb parameter. */
export const jsonb = (value: unknown): RawBuilder<unknown> => sql`${JSON.stringify(value)}::jsonb`;
