import { answerByOf } from '../alarm/wait-anew.ts';
import type { AnswerTargets, Colour } from '../colour.ts';
import { type Instant, minutes } from '../instant.ts';
import { isAboutDose } from './dose-kinds.ts';
import type { TriageEvent } from './triage.ts';

/** A window that ends later than this is a mistake: an alarm must not sleep for a week on a device's word. */
const LONGEST_WINDOW = minutes(24 * 60);

/** RFC 3339, with its offset: a wall-clock time without one is nobody's deadline. */
const RFC_3339 = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/i;

const windowEnd = (event: TriageEvent): Instant | null => {
  const text = event.data?.['answerBy'];
  if (typeof text !== 'string' || !RFC_3339.test(text)) return null;
  const end = Date.parse(text);
  return Number.isNaN(end) ? null : end;
};

/**
 * When an alarm that opens now is to be answered by: its colour's target, or for a green dose the end of the dose's
 * own window where that leaves more time.
 */
export const openingAnswerBy = (event: TriageEvent, colour: Colour, targets: AnswerTargets): Instant => {
  const target = answerByOf(colour, event.receivedAt, targets);
  if (colour !== 'green' || !isAboutDose(event.kind)) return target;
  const end = Math.min(windowEnd(event) ?? target, event.receivedAt + LONGEST_WINDOW);
  return Math.max(target, end);
};
