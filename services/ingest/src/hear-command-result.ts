import { parseDeviceTopic, readCommandResult } from '@varde/contracts';
import type { Packet } from '@varde/mqtt';
import { answerDeviceCommand, type Database, storeQuarantined } from '@varde/postgres';

/** Resolves when what the device answered is committed; garbage goes where other garbage goes. */
export type HearCommandResult = (packet: Pick<Packet, 'topic' | 'payload'>) => Promise<void>;

export const createHearCommandResult =
  (db: Database, now: () => number): HearCommandResult =>
  async ({ topic, payload }) => {
    const deviceId = parseDeviceTopic(topic)?.deviceId;
    if (deviceId === undefined) return;
    const result = readCommandResult(payload);
    if (result === null) {
      const message = { receivedAt: now(), topic, deviceId, messageId: null, reason: 'out-of-shape', payload } as const;
      return storeQuarantined(db, [message]);
    }
    const { id, ok, reason = null } = result;
    await answerDeviceCommand(db, { id, deviceId, ok, reason }, now());
  };
