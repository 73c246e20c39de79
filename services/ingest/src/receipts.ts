import { deviceTopic, type Receipt, receiptQos } from '@varde/contracts';
import type { Judged } from './judge-delivery.ts';

/** Receipts on their way to the broker at most; a device whose receipt is left out sends its message again. */
const IN_HAND = 10_000;

export type PublishReceipt = (topic: string, body: string, qos: 0 | 1) => Promise<void>;

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
export const createReceiptSender = (publish: PublishReceipt, onFailed: () => void): ((judged: Judged) => void) => {
  let inHand = 0;
  return (judged) => {
    const told = receiptFor(judged);
    if (told === null) return;
    if (inHand >= IN_HAND) return onFailed();
    inHand += 1;
    const { deviceId, receipt } = told;
    publish(deviceTopic(deviceId, 'receipt'), JSON.stringify(receipt), receiptQos(receipt.state))
      .catch(onFailed)
      .finally(() => {
        inHand -= 1;
      });
  };
};
