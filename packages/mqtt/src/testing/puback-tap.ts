import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';

const PUBLISH = 3;
const PUBACK = 4;

export type PubackTap = {
  /** The broker's, by way of the tap. */
  readonly url: string;
  /** Message ids of what the broker sent at QoS 1, in its order, over all connections. */
  readonly published: readonly number[];
  /** Message ids of the PUBACKs it got, likewise. */
  readonly acknowledged: readonly number[];
  /** Ends the connections without a goodbye. */
  cut(): void;
  close(): Promise<void>;
};

/** Calls back with each whole MQTT packet: its first byte, and what follows the length. */
const packetReader = (onPacket: (first: number, body: Buffer) => void): ((chunk: Buffer) => void) => {
  let rest = Buffer.alloc(0);
  return (chunk) => {
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      let at = 1;
      let length = 0;
      while ((rest[at] ?? 0) >= 0x80) length += ((rest[at++] ?? 0) & 0x7f) << (7 * (at - 2));
      length += (rest[at] ?? 0) << (7 * (at - 1));
      if (rest.length < at + 1 + length) return;
      onPacket(rest[0] ?? 0, rest.subarray(at + 1, at + 1 + length));
      rest = rest.subarray(at + 1 + length);
    }
  };
};

/** A proxy before a broker that notes deliveries and acknowledgements. */
export const startPubackTap = async (brokerUrl: string): Promise<PubackTap> => {
  const { hostname, port } = new URL(brokerUrl);
  const published: number[] = [];
  const acknowledged: number[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((client) => {
    const broker = connect(Number(port), hostname);
    for (const [from, to] of [
      [client, broker],
      [broker, client],
    ] as const) {
      sockets.add(from);
      from.setNoDelay(true).pipe(to);
      from.on('error', () => {});
      from.on('close', () => {
        sockets.delete(from);
        to.destroy();
      });
    }
    const fromClient = packetReader((first, body) => {
      if (first >> 4 === PUBACK) acknowledged.push(body.readUInt16BE(0));
    });
    const fromBroker = packetReader((first, body) => {
      const isQos1 = ((first >> 1) & 3) === 1;
      if (first >> 4 === PUBLISH && isQos1) published.push(body.readUInt16BE(2 + body.readUInt16BE(0)));
    });
    client.on('data', fromClient);
    broker.on('data', fromBroker);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const cut = (): void => {
    for (const socket of sockets) socket.destroy();
  };
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    published,
    acknowledged,
    cut,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      cut();
      await closed;
    },
  };
};
