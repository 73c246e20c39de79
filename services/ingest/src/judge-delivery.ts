import { eventKind, type IntakeDecision, judgeMessage, type Lane, type ReadMessage } from '@varde/domain';
import type { DeviceIdentity, NewEvent, QuarantinedMessage } from '@varde/postgres';
import type { Delivery } from './delivery.ts';

/** What becomes of one message: its rows, and what its device is told. */
export type Judged =
  | { readonly kind: 'store'; readonly event: NewEvent }
  | { readonly kind: 'quarantine'; readonly message: QuarantinedMessage; readonly raised: NewEvent | null };

/** A call for help on the wrong topic is decided among the alarms, wherever it came in. */
const laneOf = (kind: string, arrivedOn: Lane): Lane => (eventKind(kind)?.lane === 'alarm' ? 'alarm' : arrivedOn);

type Quarantine = Extract<IntakeDecision, { kind: 'quarantine' }>;

const judgeQuarantine = (
  delivery: Delivery,
  device: DeviceIdentity | null,
  { reason, messageId, raises }: Quarantine,
  newId: () => string,
): Judged => {
  const { topic, payload, receivedAt, deviceId } = delivery;
  const raised: NewEvent | null =
    raises === null || device === null
      ? null
      : {
          municipalityId: device.municipalityId,
          deviceId: device.id,
          lane: 'alarm',
          receivedAt,
          messageId: newId(),
          kind: raises,
          at: receivedAt,
          seq: null,
          test: false,
          data: { reason },
          marks: [],
        };
  return { kind: 'quarantine', message: { receivedAt, topic, deviceId, messageId, reason, payload }, raised };
};

/** Judges one message of a delivery, and makes ready what is to be committed. */
export const judgeRead = (
  delivery: Delivery,
  read: ReadMessage,
  device: DeviceIdentity | null,
  newId: () => string,
): Judged => {
  const { lane, receivedAt } = delivery;
  const decision = judgeMessage({ lane, read, device, receivedAt });
  // No device, no event: `judgeMessage` quarantines what comes from an unknown one.
  if (decision.kind === 'quarantine') return judgeQuarantine(delivery, device, decision, newId);
  if (device === null) throw new Error('an event of an unknown device was accepted');
  const { event } = decision;
  return {
    kind: 'store',
    event: {
      ...event,
      municipalityId: device.municipalityId,
      deviceId: device.id,
      lane: laneOf(event.kind, lane),
      receivedAt,
    },
  };
};
