import { TEST_CALL } from '../catalogue/device-test.kinds.ts';
import { whyOfCircumstances } from '../triage/circumstances.ts';
import type { Raise } from '../triage/open-alarm.ts';
import type { TriageFacts } from '../triage/triage.ts';

/**
 * What a technician tests goes to the technicians; where they asked for it, the operators get a call of their own
 * beside it: blue and quiet, to be answered as a real one would be.
 */
export const testCall = (facts: TriageFacts): Raise => ({
  kind: TEST_CALL,
  // A call of each test's own: one that was left open says nothing of the next.
  matchValue: String(facts.device.testUntil),
  colour: 'blue',
  queue: 'operator',
  why: [{ code: 'test-call', values: { kind: facts.event.kind } }, ...whyOfCircumstances(facts)],
  // Who answers this has not answered what the device said.
  messageIds: [],
});
