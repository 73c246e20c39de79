import type { StatusMessage } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import type { DeviceStatus } from '@varde/postgres';

/** Devices in one upsert at most. */
const CHUNK = 2_000;
/** Devices waiting at most; beyond it, those not waiting already are left to their next heartbeat. */
const CAPACITY = 100_000;

export type StatusBuffer = {
  /** A heartbeat. */
  note(deviceId: string, status: StatusMessage, receivedAt: Instant): void;
  /** Anything else the device said: it lives. */
  touch(deviceId: string, receivedAt: Instant): void;
  /** Writes what came since the last time. */
  flush(): Promise<void>;
};

const contact = (deviceId: string, lastContact: Instant): DeviceStatus => ({
  deviceId,
  lastContact,
  battery: null,
  rssi: null,
  power: null,
  firmware: null,
  position: null,
});

/** What is known, then what is said later on top of it; last contact is the later of the two. */
const merge = (earlier: DeviceStatus, later: DeviceStatus): DeviceStatus => ({
  deviceId: later.deviceId,
  lastContact: Math.max(earlier.lastContact, later.lastContact),
  battery: later.battery ?? earlier.battery,
  rssi: later.rssi ?? earlier.rssi,
  power: later.power ?? earlier.power,
  firmware: later.firmware ?? earlier.firmware,
  position: later.position ?? earlier.position,
});

const toStatus = (deviceId: string, status: StatusMessage, receivedAt: Instant): DeviceStatus => ({
  deviceId,
  lastContact: receivedAt,
  battery: status.battery ?? null,
  rssi: status.rssi ?? null,
  power: status.power ?? null,
  firmware: status.firmware ?? null,
  position: status.position === undefined ? null : { ...status.position, accuracy: status.position.accuracy ?? null },
});

/** What a device says of itself, coalesced in memory: a row a device every few seconds, however often it speaks. */
export const createStatusBuffer = (save: (statuses: readonly DeviceStatus[]) => Promise<void>): StatusBuffer => {
  const waiting = new Map<string, DeviceStatus>();

  /** The earlier of two goes first, whichever came into the buffer first. */
  const put = (earlier: DeviceStatus | undefined, later: DeviceStatus): void => {
    if (earlier === undefined && waiting.size >= CAPACITY) return;
    waiting.set(later.deviceId, earlier === undefined ? later : merge(earlier, later));
  };

  return {
    note: (deviceId, status, receivedAt) => put(waiting.get(deviceId), toStatus(deviceId, status, receivedAt)),
    touch: (deviceId, receivedAt) => put(waiting.get(deviceId), contact(deviceId, receivedAt)),
    flush: async () => {
      while (waiting.size > 0) {
        const chunk = [...waiting.values()].slice(0, CHUNK);
        for (const status of chunk) waiting.delete(status.deviceId);
        try {
          await save(chunk);
        } catch (error) {
          // Back under what came meanwhile, for the next time.
          for (const status of chunk) put(status, waiting.get(status.deviceId) ?? status);
          throw error;
        }
      }
    },
  };
};
