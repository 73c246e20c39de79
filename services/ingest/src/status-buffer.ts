import type { StatusMessage } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import type { DeviceStatus } from '@varde/postgres';

/** Devices in one write at most: some ten milliseconds of the database. */
const CHUNK = 1_000;
/**
 * Devices waiting at most, some fifty megabytes: a million devices for as long as the database takes to start again.
 * Beyond it, those not waiting already are left to their next heartbeat.
 */
const CAPACITY = 200_000;

export type StatusBuffer = {
  /** A heartbeat. */
  note(deviceId: string, status: StatusMessage, receivedAt: Instant): void;
  /** Anything else the device said: it lives. */
  touch(deviceId: string, receivedAt: Instant): void;
  /** Writes the devices that have waited so many milliseconds; rejects at the first write that fails, and keeps it. */
  flush(waited: number): Promise<void>;
  /** Devices waiting. */
  readonly size: number;
};

export type StatusBufferOptions = {
  readonly save: (statuses: readonly DeviceStatus[]) => Promise<void>;
  /** Milliseconds, of a clock that nobody sets. */
  readonly steady: () => number;
  /** A device was left to its next heartbeat. */
  readonly onLeftOut: () => void;
};

type Waiting = { -readonly [Field in keyof DeviceStatus]: DeviceStatus[Field] } & { readonly since: number };

const contact = (deviceId: string, lastContact: Instant, since: number): Waiting => ({
  deviceId,
  lastContact,
  since,
  battery: null,
  rssi: null,
  power: null,
  firmware: null,
  position: null,
});

/** What a device leaves out stays as it said last. */
const add = (waiting: Waiting, { battery, rssi, power, firmware, position }: Partial<StatusMessage>): void => {
  waiting.battery = battery ?? waiting.battery;
  waiting.rssi = rssi ?? waiting.rssi;
  waiting.power = power ?? waiting.power;
  waiting.firmware = firmware ?? waiting.firmware;
  if (position !== undefined) waiting.position = { ...position, accuracy: position.accuracy ?? null };
};

/** The same as `add`, the other way round: `earlier` could not be written, and goes in under what came meanwhile. */
const putUnder = (waiting: Waiting, earlier: Waiting): void => {
  waiting.lastContact = Math.max(waiting.lastContact, earlier.lastContact);
  waiting.battery ??= earlier.battery;
  waiting.rssi ??= earlier.rssi;
  waiting.power ??= earlier.power;
  waiting.firmware ??= earlier.firmware;
  waiting.position ??= earlier.position;
};

/**
 * What devices say of themselves, coalesced in memory until it is written: one entry a device, however often it
 * speaks, in the order in which they began to wait. Of a device that does not wait it knows nothing.
 */
export const createStatusBuffer = ({ save, steady, onLeftOut }: StatusBufferOptions): StatusBuffer => {
  const waiting = new Map<string, Waiting>();

  const hear = (deviceId: string, receivedAt: Instant): Waiting | null => {
    const known = waiting.get(deviceId);
    if (known !== undefined) {
      known.lastContact = Math.max(known.lastContact, receivedAt);
      return known;
    }
    if (waiting.size >= CAPACITY) {
      onLeftOut();
      return null;
    }
    const fresh = contact(deviceId, receivedAt, steady());
    waiting.set(deviceId, fresh);
    return fresh;
  };

  const take = (before: number): Waiting[] => {
    const chunk: Waiting[] = [];
    for (const [deviceId, one] of waiting) {
      if (one.since > before || chunk.length === CHUNK) break;
      chunk.push(one);
      waiting.delete(deviceId);
    }
    return chunk;
  };

  const putBack = (chunk: readonly Waiting[]): void => {
    for (const earlier of chunk) {
      const later = waiting.get(earlier.deviceId);
      if (later !== undefined) putUnder(later, earlier);
      else if (waiting.size < CAPACITY) waiting.set(earlier.deviceId, earlier);
      else onLeftOut();
    }
  };

  return {
    note: (deviceId, status, receivedAt) => {
      const one = hear(deviceId, receivedAt);
      if (one !== null) add(one, status);
    },
    touch: (deviceId, receivedAt) => void hear(deviceId, receivedAt),
    flush: async (waited) => {
      const before = steady() - waited;
      for (let chunk = take(before); chunk.length > 0; chunk = take(before)) {
        try {
          await save(chunk);
        } catch (error) {
          putBack(chunk);
          throw error;
        }
      }
    },
    get size() {
      return waiting.size;
    },
  };
};
