import { type Receipt, receiptSchema } from '@varde/contracts';

/** What the service writes for nearly every message. */
const STORED = /^\{"id":"([0-9a-f-]{36})","state":"stored","at":"([0-9TZ:.-]{24})"\}$/;

/**
 * null: no receipt. The commonest one is known by its letters: under load the schema would cost more than all else
 * that is done for a message.
 */
export const readReceipt = (payload: Buffer): Receipt | null => {
  const text = payload.toString();
  const [, id, at] = STORED.exec(text) ?? [];
  if (id !== undefined && at !== undefined) return { id, state: 'stored', at };
  try {
    return receiptSchema.parse(JSON.parse(text));
  } catch {
    return null;
  }
};
