import type { Instant } from '@varde/domain';

/** A length of time as the page says it: a number, and the word that makes it a sentence. */
export type Span = { readonly text: string; readonly unit: 's' | 'clock' | 'min' | 'h' };

const two = (n: number): string => String(n).padStart(2, '0');

/** Up to ten minutes every second counts: "0:18", "4:05". Then minutes, then hours. */
export const clockSpan = (seconds: number): Span => {
  if (seconds < 600) return { text: `${Math.floor(seconds / 60)}:${two(seconds % 60)}`, unit: 'clock' };
  if (seconds < 5_400) return { text: String(Math.floor(seconds / 60)), unit: 'min' };
  return { text: String(Math.floor(seconds / 3_600)), unit: 'h' };
};

/** Late is said in words: "40 s for sent". */
export const wordSpan = (seconds: number): Span => {
  if (seconds < 60) return { text: String(seconds), unit: 's' };
  if (seconds < 5_400) return { text: String(Math.floor(seconds / 60)), unit: 'min' };
  return { text: String(Math.floor(seconds / 3_600)), unit: 'h' };
};

export type TimeLeft = { readonly late: boolean; readonly span: Span; readonly shareUsed: number };

/** Time to the answer target. `shareUsed` is 0 when the colour began to count and 1 when the target is used up. */
export const timeLeft = (
  alarm: { readonly colourSince: string; readonly answerBy: string },
  now: Instant,
): TimeLeft => {
  const since = Date.parse(alarm.colourSince);
  const by = Date.parse(alarm.answerBy);
  const shareUsed = by > since ? Math.min(1, Math.max(0, (now - since) / (by - since))) : 1;
  const left = Math.ceil((by - now) / 1_000);
  return left >= 0
    ? { late: false, span: clockSpan(left), shareUsed }
    : { late: true, span: wordSpan(-left), shareUsed: 1 };
};

export const elapsed = (since: string, now: Instant): Span =>
  clockSpan(Math.max(0, Math.floor((now - Date.parse(since)) / 1_000)));
