import { deviceTopic, receiptQos } from '@varde/contracts';
import { type Database, deleteReceipts, loadWaitingReceipts, type WaitingReceipt } from '@varde/postgres';
import { runOnceMore } from '@varde/runtime';

/** Receipts taken at a time. */
const AT_A_TIME = 100;
/** Rounds in one go; the next ring or sweep takes the rest. */
const ROUNDS = 20;

export type DrainOptions = {
  readonly db: Database;
  /** Resolves when the broker has it. */
  readonly publish: (topic: string, body: string, qos: 0 | 1) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

/** One device's receipts in order: after one that failed, those behind it wait too. Gives the ids that arrived. */
const sendInOrder = async (
  receipts: readonly WaitingReceipt[],
  { publish, onError }: DrainOptions,
): Promise<string[]> => {
  const sent: string[] = [];
  try {
    for (const { id, deviceId, receipt } of receipts) {
      await publish(deviceTopic(deviceId, 'receipt'), JSON.stringify(receipt), receiptQos(receipt.state));
      sent.push(id);
    }
  } catch (error) {
    onError(error);
  }
  return sent;
};

/**
 * Sends the receipts that must arrive (answered, closed) and deletes each when the broker has it: at least once,
 * in order per device. With the broker gone they stay. Calls while it runs make it run once more.
 */
export const createDrainReceipts = (options: DrainOptions): (() => Promise<void>) => {
  const { db } = options;
  const drain = async (): Promise<void> => {
    for (let round = 0; round < ROUNDS; round += 1) {
      const waiting = await loadWaitingReceipts(db, AT_A_TIME);
      if (waiting.length === 0) return;
      const devices = Map.groupBy(waiting, (receipt) => receipt.deviceId);
      const sent = await Promise.all([...devices.values()].map((receipts) => sendInOrder(receipts, options)));
      const ids = sent.flat();
      if (ids.length > 0) await deleteReceipts(db, ids);
      if (ids.length < waiting.length || waiting.length < AT_A_TIME) return;
    }
  };
  return runOnceMore(drain);
};
