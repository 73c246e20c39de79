import { deviceTopic, type Receipt } from '@varde/contracts';
import type { MqttConnection } from '@varde/mqtt';
import type { Judged } from './judge-delivery.ts';

/** `stored` and `rejected` are QoS 0. False: none of them was sent. */
export type PublishTogether = MqttConnection['publishTogether'];

/** What the device is told; null where the topic named none. */
export const receiptFor = (judged: Judged): { readonly deviceId: string; readonly receipt: Receipt } | null => {
  if (judged.kind === 'store') {
    const { deviceId, messageId, receivedAt } = judged.event;
    return { deviceId, receipt: { id: messageId, state: 'stored', at: new Date(receivedAt).toISOString() } };
  }
  const { deviceId, messageId, receivedAt, reason } = judged.message;
  if (deviceId === null) return null;
  return { deviceId, receipt: { id: messageId, state: 'rejected', at: new Date(receivedAt).toISOString(), reason } };
};

/** Sends receipts and waits for none: the resend asks again for one that is lost. */
export const createReceiptSender =
  (publishTogether: PublishTogether, onFailed: (count: number) => void): ((judged: readonly Judged[]) => void) =>
  (judged) => {
    const told = judged.map(receiptFor).filter((one) => one !== null);
    const publishes = told.map(({ deviceId, receipt }) => ({
      topic: deviceTopic(deviceId, 'receipt'),
      body: JSON.stringify(receipt),
    }));
    if (publishes.length > 0 && !publishTogether(publishes)) onFailed(publishes.length);
  };
