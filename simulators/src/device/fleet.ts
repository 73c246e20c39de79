import { deviceTopic, receiptFilter } from '@varde/contracts';
import { type Credential, connectMqtt, type MqttConnection } from '@varde/mqtt';
import { retry } from '../platform/retry.ts';
import type { Clock } from './clock.ts';
import { createDeviceClient, type DeviceClient, type Observer } from './device-client.ts';

/** A broker account and the devices it speaks for: a gateway's list, or a device itself. */
export type Account = { readonly credential: Credential; readonly devices: readonly string[] };

export type FleetOptions = {
  readonly mqttUrl: string;
  readonly accounts: readonly Account[];
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
  close(): Promise<void>;
};

const RESEND_EVERY = 250;
/** Connections opened at the same time. */
const AT_ONCE = 20;

/** Each account with its own connection; each device with its own outbox. Reconnects for ever. */
export const connectFleet = async (options: FleetOptions): Promise<Fleet> => {
  const { mqttUrl, accounts, observer, clock, newId, signal, onFault } = options;
  const clients = new Map<string, DeviceClient>();
  const connections: MqttConnection[] = [];

  const connect = async ({ credential, devices }: Account): Promise<void> => {
    const { username, password } = credential;
    // Only a device's own connection can tell that it is gone; a gateway's says nothing of each device behind it.
    const single = devices.length === 1 && devices[0] === username;
    const will = { topic: deviceTopic(username, 'status'), payload: '{"state":"offline"}', qos: 0 } as const;
    const connection = await connectMqtt({
      url: mqttUrl,
      username,
      password,
      clientId: username,
      onError: onFault,
      ...(single ? { will } : {}),
    });
    const own = devices.map(
      (deviceId) => [deviceId, createDeviceClient({ deviceId, link: connection, observer, clock, newId })] as const,
    );
    const byTopic = new Map(own.map(([deviceId, client]) => [receiptFilter(deviceId), client]));
    try {
      await connection.subscribe([...byTopic.keys()], 1, ({ topic, payload }) => byTopic.get(topic)?.receive(payload));
    } catch (error) {
      // Left open it would fight the next attempt for the client id.
      await connection.close();
      throw error;
    }
    connections.push(connection);
    for (const [deviceId, client] of own) clients.set(deviceId, client);
  };

  const close = async (): Promise<void> => {
    clearInterval(resending);
    await Promise.allSettled(connections.map((connection) => connection.close()));
  };

  const resending = setInterval(() => {
    for (const client of clients.values()) if (client.pending > 0) client.resend();
  }, RESEND_EVERY);

  try {
    for (let index = 0; index < accounts.length; index += AT_ONCE) {
      const batch = accounts.slice(index, index + AT_ONCE);
      await Promise.all(batch.map((account) => retry(() => connect(account), { signal, onFault })));
    }
  } catch (error) {
    await close();
    throw error;
  }

  return {
    clients,
    get connected() {
      return connections.filter((connection) => connection.connected).length;
    },
    connections: accounts.length,
    get pending() {
      return [...clients.values()].reduce((sum, client) => sum + client.pending, 0);
    },
    close,
  };
};
