import type { MqttConnectionOptions, Packet } from './connection.ts';

export type ConsumerOptions = Omit<MqttConnectionOptions, 'clientId' | 'will' | 'onConnected'> & {
  /** One connection for each (`serviceClientId`); give more than one only with a `$share/…` filter. */
  readonly clientIds: readonly string[];
  readonly filters: readonly string[];
  readonly qos: 0 | 1;
  /** The broker gets its PUBACK when this resolves. A rejection is tried again, then the broker resends. */
  readonly handle: (packet: Packet) => Promise<void>;
  /** A retained message came and was skipped. */
  readonly onRetained?: (packet: Packet) => void;
};

export type Consumer = {
  /** Rejects while one of the connections is down. */
  ping(): Promise<void>;
  /** Takes no more messages, waits a few seconds for those in hand; what is not acknowledged comes again. */
  close(): Promise<void>;
};

/** Sessions persist by default (`clean: false`): what arrives while this is away waits at the broker. */
export const consume = async (_options: ConsumerOptions): Promise<Consumer> => {
  throw new Error('not written yet');
};
