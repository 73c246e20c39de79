import { createHash, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { Aedes, type Client } from 'aedes';
import { PACKET_LIMIT } from '../packet-limit.ts';
import type { AccountRecord, Credential } from './broker-account.ts';
import { accountRights, type Rights, sameCredential, sameDevices, serviceRights } from './embedded-rights.ts';
import { createPacketGauge } from './packet-gauge.ts';
import { verifyPassword } from './password-hash.ts';

export type EmbeddedBrokerOptions = {
  /** 0: any. */
  readonly port: number;
  readonly host?: string;
  readonly services: readonly Credential[];
  /**
   * Reads `broker_account`: those of the names that exist and are not revoked, in any order. Asked at each
   * connect, and every second about those connected, so a revoked account is thrown out.
   */
  readonly findAccounts: (usernames: readonly string[]) => Promise<readonly AccountRecord[]>;
  readonly onError?: (error: Error) => void;
};

export type EmbeddedBroker = { readonly port: number; readonly url: string; close(): Promise<void> };

const LOOK_AGAIN_AFTER = 1_000;
/** Nobody may subscribe to it: where a message goes that was not allowed, acknowledged as Mosquitto does. */
const NOWHERE = 'varde/refused';

const sameSecret = (a: string, b: string): boolean => {
  const digest = (text: string): Buffer => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(a), digest(b));
};

/** aedes: MQTT 3.1.1, no shared subscriptions, sessions in memory, packets up to 64 KiB. */
export const startEmbeddedBroker = async (options: EmbeddedBrokerOptions): Promise<EmbeddedBroker> => {
  const { port, host = '127.0.0.1', services, findAccounts, onError = () => {} } = options;
  const rights = new Map<Client, Rights>();

  const signIn = async (username: string, password: string): Promise<Rights | null> => {
    const service = services.find((candidate) => candidate.username === username);
    if (service !== undefined) return sameSecret(service.password, password) ? serviceRights(username) : null;
    const record = (await findAccounts([username])).find((found) => found.username === username);
    if (record === undefined || !(await verifyPassword(password, record))) return null;
    return accountRights(record);
  };

  const broker = await Aedes.createBroker({
    authenticate: (client, username, password, done) => {
      if (username === undefined || password === undefined) return done(null, false);
      signIn(username, password.toString()).then(
        (found) => {
          if (found !== null) rights.set(client, found);
          done(null, found !== null);
        },
        (error: Error) => {
          onError(error);
          done(null, false);
        },
      );
    },
    authorizePublish: (client, packet, done) => {
      // Nothing is kept as retained: services would have to ignore it.
      packet.retain = false;
      if (client !== null && !rights.get(client)?.mayWrite(packet.topic)) packet.topic = NOWHERE;
      done(null);
    },
    authorizeSubscribe: (client, subscription, done) =>
      done(null, rights.get(client)?.maySubscribe(subscription.topic) ? subscription : null),
    authorizeForward: (client, packet) => (rights.get(client)?.mayRead(packet.topic) ? packet : null),
  });
  broker.on('clientDisconnect', (client) => rights.delete(client));
  broker.on('clientError', (_client, error) => onError(error));
  broker.on('connectionError', (_client, error) => onError(error));

  /** Throws out whose account is gone or has another password, and follows changes of a gateway's list. */
  const lookAgain = async (): Promise<void> => {
    const connected = [...rights].filter(([, { record }]) => record !== null);
    const names = [...new Set(connected.map(([, { username }]) => username))];
    if (names.length === 0) return;
    const records = new Map((await findAccounts(names)).map((record) => [record.username, record]));
    for (const [client, { record, username }] of connected) {
      const now = records.get(username);
      if (client.closed) rights.delete(client);
      else if (record === null || now === undefined || !sameCredential(record, now)) client.close();
      else if (!sameDevices(record, now)) rights.set(client, accountRights(now));
    }
  };
  const stop = new AbortController();
  const watch = async (): Promise<void> => {
    while (!stop.signal.aborted) {
      await lookAgain().catch(onError);
      await sleep(LOOK_AGAIN_AFTER, undefined, { signal: stop.signal }).catch(() => {});
    }
  };

  const accept = (socket: Socket): void => {
    socket.setNoDelay(true);
    broker.handle(socket);
    // After aedes has its own listener: these see each chunk as aedes reads it, and do not set the stream flowing.
    const fits = createPacketGauge(PACKET_LIMIT);
    socket.on('data', (chunk: Buffer) => {
      if (!fits(chunk)) socket.destroy();
    });
  };
  const server = createServer(accept);
  server.listen(port, host);
  await once(server, 'listening');
  const watching = watch();
  const bound = (server.address() as AddressInfo).port;

  return {
    port: bound,
    url: `mqtt://${host}:${bound}`,
    close: async () => {
      stop.abort();
      await watching;
      const closed = once(server, 'close');
      server.close();
      await new Promise<void>((resolve) => broker.close(() => resolve()));
      await closed;
    },
  };
};
