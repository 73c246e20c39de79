import type { AnswerTargets, Colour } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Alarm, AlarmQueue } from './alarm.ts';
import { answerByOf, waitAnew } from './wait-anew.ts';

/**
 * A higher colour takes over with its own clock. Whoever handles the alarm keeps it; but a shelved one wakes, and
 * one that moves to other people's queue waits there for one of them.
 */
export const liftColour = (
  alarm: Alarm,
  to: { readonly colour: Colour; readonly queue: AlarmQueue },
  since: Instant,
  targets: AnswerTargets,
): Alarm => {
  const lifted: Alarm = {
    ...alarm,
    ...to,
    colourSince: since,
    answerBy: answerByOf(to.colour, since, targets),
    // Who passed by a yellow is asked again for the red it has become.
    askedOperators: [],
  };
  return alarm.state === 'shelved' || to.queue !== alarm.queue ? waitAnew(lifted, since, targets) : lifted;
};
