import { deviceTopic, receiptFilter } from '@varde/contracts';
import type { Credential } from '@varde/mqtt';
import type { Clock } from './clock.ts';
import { createDeviceClient, type DeviceClient, type Observer } from './device-client.ts';
import { type DeviceLink, openDeviceLink } from './device-link.ts';
import type { Kept } from './outbox.ts';
import { createResendSchedule } from './resend-schedule.ts';
import type { Room } from './room.ts';
import { severalAtOnce } from './several-at-once.ts';
import { unlessAborted } from './unless-aborted.ts';

/** A broker account and the devices it speaks for: a gateway's list, or a device itself. */
export type Account = { readonly credential: Credential; readonly devices: readonly string[] };

export type FleetOptions = {
  readonly mqttUrl: string;
  readonly accounts: readonly Account[];
  /** Where a device keeps its messages: each its own, or one for all. */
  readonly roomFor: (deviceId: string) => Room;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly signal: AbortSignal;
  readonly onFault: (error: unknown) => void;
};

export type Fleet = {
  readonly clients: ReadonlyMap<string, DeviceClient>;
  /** Connections that stand at this moment, and how many there are. */
  readonly connected: number;
  readonly connections: number;
  /** Messages without a receipt. */
  readonly pending: number;
  readonly waiting: Iterable<Kept>;
  close(): Promise<void>;
};

const RESEND_EVERY = 100;
/** Connections opened at the same time. */
const AT_ONCE = 20;

/** Each account with its own connection; each device with its own outbox. Resolves once all have been connected. */
export const connectFleet = async (options: FleetOptions): Promise<Fleet> => {
  const { mqttUrl, accounts, roomFor, observer, clock, newId, signal, onFault } = options;
  const clients = new Map<string, DeviceClient>();
  const links: DeviceLink[] = [];
  const schedule = createResendSchedule();

  const connect = ({ credential, devices }: Account): Promise<void> => {
    const { username } = credential;
    // Only a device's own connection can tell that it is gone; a gateway's says nothing of each device behind it.
    const single = devices.length === 1 && devices[0] === username;
    const will = { topic: deviceTopic(username, 'status'), payload: '{"state":"offline"}' };
    const own = new Map<string, DeviceClient>();
    const link = openDeviceLink({
      url: mqttUrl,
      credential,
      clientId: username,
      will: single ? will : undefined,
      filters: devices.map(receiptFilter),
      receive: (topic, payload) => own.get(topic)?.receive(payload),
      onReady: () => {
        for (const client of own.values()) client.catchUp();
      },
      onFault,
    });
    links.push(link);
    for (const deviceId of devices) {
      const room = roomFor(deviceId);
      const client = createDeviceClient({ deviceId, link, room, schedule, observer, clock, newId });
      own.set(receiptFilter(deviceId), client);
      clients.set(deviceId, client);
    }
    return link.opened;
  };

  const resending = setInterval(() => {
    for (const kept of schedule.takeDue(clock.steady())) clients.get(kept.deviceId)?.sendAgain(kept);
  }, RESEND_EVERY);

  const close = async (): Promise<void> => {
    clearInterval(resending);
    await Promise.all(links.map((link) => link.close()));
  };

  try {
    await severalAtOnce(accounts, AT_ONCE, (account) => unlessAborted(connect(account), signal));
  } catch (error) {
    await close();
    throw error;
  }

  return {
    clients,
    get connected() {
      return links.filter(({ ready }) => ready).length;
    },
    connections: accounts.length,
    get pending() {
      return [...clients.values()].reduce((sum, client) => sum + client.pending, 0);
    },
    get waiting() {
      return [...clients.values()].flatMap((client) => [...client.waiting]);
    },
    close,
  };
};
