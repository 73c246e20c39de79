import type { AnswerTargets, Colour } from '../colour.ts';
import { type Instant, seconds } from '../instant.ts';
import type { Alarm } from './alarm.ts';

/** When an alarm of this colour is to be answered by, counted from `since`. */
export const answerByOf = (colour: Colour, since: Instant, targets: AnswerTargets): Instant =>
  since + seconds(targets[colour]);

/** Those who were asked, and whoever has it now. */
export const askedWithHolder = (alarm: Alarm): readonly string[] =>
  alarm.operatorId === null || alarm.askedOperators.includes(alarm.operatorId)
    ? alarm.askedOperators
    : [...alarm.askedOperators, alarm.operatorId];

/** Back on the waiting list, held by nobody. The clock goes on: the person has been waiting all the time. */
export const backToWaiting = (alarm: Alarm): Alarm => ({
  ...alarm,
  state: 'queued',
  operatorId: null,
  offerUntil: null,
  holderUnseenSince: null,
  shelvedUntil: null,
  // In `answeredAt` stands the answer of whoever has it now; the first answer stays in the change log.
  answeredAt: null,
});

/** Back on the waiting list as if it had come now: with a clock of its own, and everybody may be asked. */
export const waitAnew = (alarm: Alarm, since: Instant, targets: AnswerTargets): Alarm => ({
  ...backToWaiting(alarm),
  askedOperators: [],
  colourSince: since,
  answerBy: answerByOf(alarm.colour, since, targets),
});
