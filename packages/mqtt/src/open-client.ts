import { connect, type IClientOptions, type MqttClient } from 'mqtt';
import type { MqttConnectionOptions } from './connection-options.ts';
import { MqttError } from './mqtt-error.ts';
import { within } from './within.ts';

const CONNECT_LIMIT = 10_000;
const END_LIMIT = 1_000;
const RECONNECT_AFTER = 500;
const KEEPALIVE_SECONDS = 30;
/** 500 filters of about 60 bytes stay below the 64 KiB a packet may have. */
const FILTERS_A_PACKET = 500;

export type ClientOptions = MqttConnectionOptions & {
  /** False: whoever opens it subscribes on each connection. By default MQTT.js does where it found no session. */
  readonly resubscribe?: boolean;
};

const clientOptions = (options: ClientOptions): IClientOptions => {
  const { username, password, clientId, clean = true, will } = options;
  return {
    username,
    password,
    clientId,
    clean,
    // MQTT 3.1.1, which every broker speaks.
    protocolVersion: 4,
    keepalive: KEEPALIVE_SECONDS,
    reconnectPeriod: RECONNECT_AFTER,
    connectTimeout: options.connectLimit ?? CONNECT_LIMIT,
    // A broker that refuses now (starting, account not there yet) is asked again; the first refusal is reported.
    reconnectOnConnackError: true,
    queueQoSZero: false,
    resubscribe: options.resubscribe ?? true,
    subscribeBatchSize: FILTERS_A_PACKET,
    ...(will === undefined
      ? {}
      : { will: { ...will, payload: Buffer.from(will.payload), retain: will.retain ?? false } }),
  };
};

const firstConnection = (client: MqttClient): Promise<void> =>
  new Promise((resolve, reject) => {
    client.once('connect', () => resolve());
    // A connection refused by TCP is tried again until the limit; one refused by the broker is not.
    client.on('error', (error) => {
      if ('code' in error && typeof error.code === 'number') {
        reject(new MqttError('mqtt-refused', 'The broker refuses the connection.', { cause: error }));
      }
    });
  });

/**
 * An MQTT.js client that has connected once and reconnects for ever. `prepare` sees it before the first packet:
 * a kept session delivers as soon as it is connected.
 */
export const openClient = async (
  options: ClientOptions,
  prepare: (client: MqttClient) => void,
): Promise<MqttClient> => {
  const client = connect(options.url, clientOptions(options));
  client.on('error', (error) => options.onError?.(error));
  client.on('connect', () => options.onConnected?.(true));
  client.on('offline', () => options.onConnected?.(false));
  prepare(client);
  try {
    await within(options.connectLimit ?? CONNECT_LIMIT, 'Connecting to the broker', firstConnection(client));
    return client;
  } catch (error) {
    await endClient(client, true);
    throw error;
  }
};

/** Says goodbye to the broker, unless `force` or it does not listen. */
export const endClient = async (client: MqttClient, force = false): Promise<void> => {
  const ended = client.endAsync(force || !client.connected);
  await within(END_LIMIT, 'Leaving the broker', ended).catch(() => client.stream.destroy());
};

/** Subscribes; MQTT.js repeats it after a reconnect that found no session, unless it was told not to. */
export const subscribeAll = async (client: MqttClient, filters: readonly string[], qos: 0 | 1): Promise<void> => {
  const limit = CONNECT_LIMIT;
  try {
    const granted = await within(limit, 'Subscribing', client.subscribeAsync([...filters], { qos }));
    if (granted.every((grant) => grant.qos < 128)) return;
  } catch (error) {
    if (error instanceof MqttError) throw error;
    throw new MqttError('mqtt-subscription-refused', 'The broker refuses a subscription.', { cause: error });
  }
  throw new MqttError('mqtt-subscription-refused', 'The broker refuses a subscription.');
};
