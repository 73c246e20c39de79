import type { TestMessage } from '@varde/postgres';
import type { Judged } from './judge-delivery.ts';

/** Of the messages that were answered now. */
export type NoteTests = (answered: readonly Judged[], storedAt: number) => void;

/** Whoever tests a device sees how far its message has come. Nobody waits for it, and nothing hangs on it. */
export const createNoteTests =
  (
    note: (messages: readonly TestMessage[]) => Promise<void>,
    now: () => number,
    onError: (error: unknown) => void,
  ): NoteTests =>
  (answered, storedAt) => {
    const receiptAt = now();
    const messages = answered.flatMap((judged) => {
      if (judged.kind !== 'store' || !judged.event.test) return [];
      const { deviceId, messageId, receivedAt } = judged.event;
      return [{ deviceId, messageId, receivedAt, storedAt, receiptAt }];
    });
    if (messages.length > 0) note(messages).catch(onError);
  };
