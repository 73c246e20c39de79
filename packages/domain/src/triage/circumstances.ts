import type { Why, WhyCode } from '../why.ts';
import type { Mark, TriageFacts } from './triage.ts';
import { MARKS } from './triage.ts';

/** A test only while a person holds the device in test mode; said without one, it is an alarm. */
export const isTest = ({ event, device }: TriageFacts): boolean =>
  event.test && device.testUntil !== null && device.testUntil >= event.receivedAt;

/** The marks the event came with, and those only triage can set. */
export const marksOf = (facts: TriageFacts): readonly Mark[] => {
  const set = new Set<Mark>(facts.event.marks);
  if (facts.event.test && !isTest(facts)) set.add('maybe-test');
  if (facts.idReused) set.add('id-reused');
  return MARKS.filter((mark) => set.has(mark));
};

const MARK_CODES: Readonly<Record<Mark, WhyCode>> = {
  'wrong-lane': 'wrong-lane',
  'outside-profile': 'outside-profile',
  'data-dropped': 'data-unreadable',
  late: 'late',
  'clock-ahead': 'clock-ahead',
  'maybe-test': 'maybe-test',
  'id-reused': 'id-reused',
};

/** What the operator should know of how the event came, beside why it has its colour. */
export const whyOfCircumstances = (facts: TriageFacts): readonly Why[] => [
  ...marksOf(facts).map((mark) => ({ code: MARK_CODES[mark] })),
  ...(isTest(facts) ? [{ code: 'test' } as const] : []),
  ...(facts.device.inService ? [] : [{ code: 'not-in-service' } as const]),
];
