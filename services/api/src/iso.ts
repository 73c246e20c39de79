import type { Instant } from '@varde/domain';

/** An instant as the wire has it: RFC 3339 in UTC with milliseconds. */
export const iso = (at: Instant): string => new Date(at).toISOString();

export const isoOrNull = (at: Instant | null): string | null => (at === null ? null : iso(at));
