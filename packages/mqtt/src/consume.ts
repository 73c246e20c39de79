import type { MqttClient } from 'mqtt';
import { acknowledgeAfterHandle, type Intake } from './acknowledge-after-handle.ts';
import type { Packet } from './connection.ts';
import type { MqttConnectionOptions } from './connection-options.ts';
import { MqttError } from './mqtt-error.ts';
import { endClient, openClient, subscribeAll } from './open-client.ts';
import { within } from './within.ts';

export type ConsumerOptions = Omit<MqttConnectionOptions, 'clientId' | 'will' | 'onConnected'> & {
  /** One connection for each (`serviceClientId`); give more than one only with a `$share/…` filter. */
  readonly clientIds: readonly string[];
  readonly filters: readonly string[];
  readonly qos: 0 | 1;
  /** The broker gets its PUBACK when this has resolved. A rejection is tried again, then the broker resends. */
  readonly handle: (packet: Packet) => Promise<void>;
  /** Messages in hand at most, on each connection. Default 96: below the 100 that Mosquitto has under way to one. */
  readonly window?: number;
  /** A retained message came and was skipped. */
  readonly onRetained?: (packet: Packet) => void;
};

export type Consumer = {
  /** Rejects while one of the connections is down. */
  ping(): Promise<void>;
  /** Takes no more messages, waits a few seconds for those in hand; what is not acknowledged comes again. */
  close(): Promise<void>;
};

const WINDOW = 96;
const HAND_LIMIT = 5_000;

type Member = { readonly client: MqttClient; readonly intake: Intake };

const noop = (): void => {};

const join = async (options: ConsumerOptions, clientId: string): Promise<Member> => {
  const { filters, qos, handle, window = WINDOW, onRetained = noop, onError = noop } = options;
  let intake: Intake = { stop: async () => {} };
  const session = { ...options, clientId, clean: options.clean ?? false, resubscribe: false };
  const client = await openClient(session, (opened) => {
    intake = acknowledgeAfterHandle(opened, { handle, window, onRetained, onError });
  });
  const member = { client, intake };
  const subscribe = (): Promise<void> => subscribeAll(client, filters, qos);
  try {
    await subscribe();
  } catch (error) {
    await leave(member);
    throw error;
  }
  // Also where the broker says that it has kept the session: over a restart Mosquitto keeps no shared subscription.
  client.on('connect', () => {
    const { stream } = client;
    subscribe().catch((error: unknown) => {
      onError(error as Error);
      // Connected and deaf is worse than not connected: the next connection tries again.
      stream.destroy();
    });
  });
  return member;
};

const leave = async ({ client, intake }: Member): Promise<void> => {
  await within(HAND_LIMIT, 'What is in hand', intake.stop()).catch(noop);
  await endClient(client);
};

/**
 * Takes messages, as many at a time as the window holds, and acknowledges each when it is handled. Handlers end in any
 * order, and what was in hand when a connection was lost is handled again. The session persists by default
 * (`clean: false`): what arrives while this is away waits at the broker.
 */
export const consume = async (options: ConsumerOptions): Promise<Consumer> => {
  const joined = await Promise.allSettled(options.clientIds.map((clientId) => join(options, clientId)));
  const members = joined.flatMap((outcome) => (outcome.status === 'fulfilled' ? [outcome.value] : []));
  let closing: Promise<unknown> | undefined;
  const close = async (): Promise<void> => {
    closing ??= Promise.all(members.map(leave));
    await closing;
  };
  const failed = joined.find((outcome) => outcome.status === 'rejected');
  if (failed !== undefined) {
    await close();
    throw failed.reason;
  }
  return {
    ping: async () => {
      if (members.every(({ client }) => client.connected)) return;
      throw new MqttError('mqtt-not-connected', 'The broker is not connected.');
    },
    close,
  };
};
