import { type CommandMessage, deviceTopic } from '@varde/contracts';
import { type Database, loadWaitingCommands, markCommandSent } from '@varde/postgres';

/** Commands taken at a time; the next ring or sweep takes the rest. */
const AT_A_TIME = 50;

export type CommandSending = {
  readonly db: Database;
  readonly now: () => number;
  /** Resolves when the broker has it. */
  readonly publish: (topic: string, body: string, qos: 0 | 1) => Promise<void>;
  readonly onError: (error: unknown) => void;
};

/**
 * Tells devices what they are to do, at least once: where the note that it was sent is lost the same is sent again, under
 * the same id. With the broker gone a command waits until it is too late, and is never sent then.
 */
export const createSendCommands = ({ db, now, publish, onError }: CommandSending): (() => Promise<void>) => {
  const send = async (): Promise<void> => {
    for (const { id, deviceId, command, until } of await loadWaitingCommands(db, now(), AT_A_TIME)) {
      if (until <= now()) continue;
      const message: CommandMessage = { id, command, until: new Date(until).toISOString() };
      try {
        await publish(deviceTopic(deviceId, 'command'), JSON.stringify(message), 1);
        await markCommandSent(db, id, now());
      } catch (error) {
        onError(error);
      }
    }
  };
  // One at a time: two would send the same twice.
  let last: Promise<void> = Promise.resolve();
  return () => {
    last = last.catch(() => undefined).then(send);
    return last;
  };
};
