import type { TestMessage } from '@varde/postgres';
import { runOnceMore } from '@varde/runtime';
import type { Judged } from './judge-delivery.ts';

/** Of the messages that were answered now. */
export type NoteTests = (answered: readonly Judged[], storedAt: number) => void;

/** Devices whose latest waits to be noted; more are under test nowhere. */
const WAITING_AT_MOST = 1_000;

/**
 * Whoever tests a device sees how far its message has come. Nobody waits for it and nothing hangs on it: one statement at
 * a time, of each device the latest, so that a flood of what says it is a test costs a fire nothing.
 */
export const createNoteTests = (
  note: (messages: readonly TestMessage[]) => Promise<void>,
  now: () => number,
  onError: (error: unknown) => void,
): NoteTests => {
  const waiting = new Map<string, TestMessage>();
  const write = runOnceMore(async () => {
    const messages = [...waiting.values()];
    waiting.clear();
    if (messages.length > 0) await note(messages);
  });
  return (answered, storedAt) => {
    const receiptAt = now();
    const tests = answered.flatMap((judged) => (judged.kind === 'store' && judged.event.test ? [judged.event] : []));
    if (tests.length === 0) return;
    for (const { deviceId, messageId, receivedAt } of tests) {
      if (waiting.size < WAITING_AT_MOST || waiting.has(deviceId))
        waiting.set(deviceId, { deviceId, messageId, receivedAt, storedAt, receiptAt });
    }
    write().catch(onError);
  };
};
