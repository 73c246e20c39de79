import { addWhy } from '../add-why.ts';
import type { AlarmQueue } from '../alarm/alarm.ts';
import { type NewAlarm, newAlarm } from '../alarm/new-alarm.ts';
import type { Colour } from '../colour.ts';
import type { Why } from '../why.ts';
import { chooseQueue } from './choose-queue.ts';
import { isTest } from './circumstances.ts';
import { conditionOf, whyOfCondition } from './condition.ts';
import { openingAnswerBy } from './dose-window.ts';
import { effectiveAt } from './effective-at.ts';
import { extentOf } from './raise-extent.ts';
import type { TriageFacts } from './triage.ts';

/** What an event raises: of which kind, in which colour, and why. */
export type Raise = {
  readonly kind: string;
  readonly matchValue: string | null;
  readonly colour: Colour;
  /** Whoever answers, where it is not by colour. */
  readonly queue?: AlarmQueue;
  readonly why: readonly Why[];
  /** The device's messages it speaks for: their receipts tell how far it has come. */
  readonly messageIds: readonly string[];
};

/** A new alarm. One that a restore has overtaken waits for an answer all the same. */
export const openAlarm = (raise: Raise, facts: TriageFacts): NewAlarm => {
  const { event, device, targets } = facts;
  const test = isTest(facts);
  const raised = extentOf({ seq: event.seq, at: effectiveAt(event) });
  const condition = conditionOf(raise, raised, facts);
  return newAlarm({
    queue: raise.queue ?? chooseQueue(raise.colour, { test, inService: device.inService }),
    colour: raise.colour,
    condition,
    kind: raise.kind,
    test,
    receivedAt: event.receivedAt,
    answerBy: openingAnswerBy(event, raise.colour, targets),
    messageIds: raise.messageIds,
    events: 1,
    raised,
    matchValue: raise.matchValue,
    why: whyOfCondition(addWhy([], ...raise.why), condition),
  });
};
