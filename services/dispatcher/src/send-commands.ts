import { type CommandMessage, deviceTopic } from '@varde/contracts';
import { type Database, type DeviceCommandRecord, loadWaitingCommands, markCommandSent } from '@varde/postgres';
import { runOnceMore } from '@varde/runtime';

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
  const send = async ({ id, deviceId, command, until }: DeviceCommandRecord): Promise<void> => {
    if (until <= now()) return;
    const message: CommandMessage = { id, command, until: new Date(until).toISOString() };
    try {
      await publish(deviceTopic(deviceId, 'command'), JSON.stringify(message), 1);
      await markCommandSent(db, id, now());
    } catch (error) {
      onError(error);
    }
  };
  const sendInOrder = async (commands: readonly DeviceCommandRecord[]): Promise<void> => {
    for (const command of commands) await send(command);
  };
  return runOnceMore(async () => {
    const waiting = await loadWaitingCommands(db, now(), AT_A_TIME);
    // A device that is slow to be told holds up no other.
    await Promise.all([...Map.groupBy(waiting, ({ deviceId }) => deviceId).values()].map(sendInOrder));
  });
};
