import type { Instant } from '@varde/domain';

export type Age = { readonly unit: 'now' | 'minutes' | 'hours' | 'days'; readonly n: number };

/** As one says it: minutes for an hour, hours for two days, then days. */
export const ageOf = (since: Instant, now: Instant): Age => {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 1) return { unit: 'now', n: 0 };
  if (minutes < 60) return { unit: 'minutes', n: minutes };
  const hours = Math.floor(minutes / 60);
  return hours < 48 ? { unit: 'hours', n: hours } : { unit: 'days', n: Math.floor(hours / 24) };
};
