import { addWhy } from '../add-why.ts';
import { liftColour } from '../alarm/lift-colour.ts';
import { eventKind } from '../catalogue/catalogue.ts';
import { isMoreUrgent } from '../colour.ts';
import { queueAfterRise } from './choose-queue.ts';
import { isTest } from './circumstances.ts';
import { ends, whyOfCondition } from './condition.ts';
import { effectiveAt } from './effective-at.ts';
import { isSearchedFor } from './kind-colour.ts';
import { restoreMatchValue } from './match-value.ts';
import type { SeenRestore, TriageEffect, TriageFacts } from './triage.ts';

/** What an event does to alarms of other kinds that are open on its device. */

/** Marks as restored what this event says is over. It still waits for its answer: nothing is closed by a device. */
export const restoreOpen = (facts: TriageFacts): readonly TriageEffect[] => {
  const { event, open } = facts;
  const restore: SeenRestore = {
    kind: event.kind,
    at: effectiveAt(event),
    seq: event.seq,
    matchValue: restoreMatchValue(event.kind, event.data),
  };
  return open
    .filter((alarm) => alarm.condition === 'active' && ends(restore, alarm, alarm.raised, facts))
    .map((alarm) => ({
      kind: 'restore',
      alarm: { ...alarm, condition: 'restored', why: whyOfCondition(alarm.why, 'restored') },
    }));
};

/** An old position matters from the moment somebody may be searched for, also when it was told before. */
export const liftStalePositions = (facts: TriageFacts): readonly TriageEffect[] => {
  const { event, device, open, targets } = facts;
  if (!isSearchedFor(event.kind)) return [];
  const test = isTest(facts);
  return open
    .filter((alarm) => alarm.kind === 'position-stale' && alarm.test === test && isMoreUrgent('orange', alarm.colour))
    .map((alarm) => {
      const queue = queueAfterRise(alarm, 'orange', device.inService);
      const lifted = liftColour(alarm, { colour: 'orange', queue }, event.receivedAt, targets);
      return { kind: 'lift', alarm: { ...lifted, why: addWhy(alarm.why, { code: 'open-call-for-help' }) } };
    });
};

/** The user pressed cancel: shown on what is open, and nothing else. A technician's matter is no call to cancel. */
export const annotateOpen = (facts: TriageFacts): readonly TriageEffect[] =>
  facts.open
    .filter((alarm) => eventKind(alarm.kind)?.category !== 'technical')
    .map((alarm) => ({ kind: 'annotate', alarm }));
