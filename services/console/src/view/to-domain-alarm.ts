import type { AlarmView } from '@varde/contracts';
import type { Alarm, Instant } from '@varde/domain';

const instant = (iso: string | undefined): Instant | null => (iso === undefined ? null : Date.parse(iso));

/** The alarm as the domain's decisions read it. What only the service knows of it is left empty: no command asks. */
export const toDomainAlarm = (view: AlarmView): Alarm => ({
  id: view.id,
  queue: view.queue,
  colour: view.colour,
  state: view.state,
  condition: view.condition,
  kind: view.kind,
  test: view.test,
  receivedAt: Date.parse(view.receivedAt),
  colourSince: Date.parse(view.colourSince),
  answerBy: Date.parse(view.answerBy),
  answeredAt: instant(view.answeredAt),
  closedAt: instant(view.closedAt),
  operatorId: view.operator?.id ?? null,
  offerUntil: instant(view.offerUntil),
  holderUnseenSince: instant(view.holderUnseenSince),
  askedOperators: [],
  shelvedUntil: instant(view.shelvedUntil),
  contact: view.contact ?? null,
  responder: view.responder ?? null,
  cause: view.cause ?? null,
  action: view.action ?? null,
  messageIds: [],
  events: view.events,
  raised: { maxSeq: null, maxAt: Date.parse(view.receivedAt), maxAtWithoutSeq: null },
  matchValue: null,
  why: [],
  version: view.version,
});
