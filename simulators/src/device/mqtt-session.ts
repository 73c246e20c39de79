import { connect as connectTcp, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import type { Credential } from '@varde/mqtt';
import { generate, type Packet, parser } from 'mqtt-packet';

export type MqttSessionOptions = {
  readonly url: string;
  readonly credential: Credential;
  readonly clientId: string;
  /** Told by the broker when this connection is lost. */
  readonly will?: { readonly topic: string; readonly payload: string } | undefined;
  readonly filters: readonly string[];
  readonly receive: (topic: string, payload: Buffer) => void;
  /** It can be written to: all is subscribed, or the broker reads again. */
  readonly onReady: () => void;
  /** It is over; null: it was ended from here. */
  readonly onEnd: (fault: Error | null) => void;
};

export type MqttSession = {
  readonly ready: boolean;
  publish(topic: string, body: string, qos: 0 | 1): void;
  end(): void;
};

const KEEPALIVE_SECONDS = 30;
const READY_LIMIT = 10_000;
const END_LIMIT = 1_000;
/** 500 filters of about 60 bytes stay below the 64 KiB a packet may have. */
const FILTERS_A_PACKET = 500;
/** So many bytes wait at most for a broker that does not read. */
const UNREAD_LIMIT = 4 * 1024 * 1024;

const openSocket = (text: string): Socket => {
  const { protocol, hostname, port } = new URL(text);
  if (protocol === 'mqtts:') return connectTls({ host: hostname, port: Number(port || 8883), servername: hostname });
  return connectTcp({ host: hostname, port: Number(port || 1883) });
};

const connectPacket = ({ credential: { username, password }, clientId, will }: MqttSessionOptions): Packet => ({
  cmd: 'connect',
  protocolId: 'MQTT',
  protocolVersion: 4,
  clean: true,
  clientId,
  username,
  password: Buffer.from(password),
  keepalive: KEEPALIVE_SECONDS,
  ...(will === undefined ? {} : { will: { ...will, qos: 0, retain: false } }),
});

const subscribePackets = (filters: readonly string[]): Packet[] =>
  Array.from({ length: Math.ceil(filters.length / FILTERS_A_PACKET) }, (_, at) => ({
    cmd: 'subscribe',
    messageId: at + 1,
    subscriptions: filters
      .slice(at * FILTERS_A_PACKET, (at + 1) * FILTERS_A_PACKET)
      .map((topic) => ({ topic, qos: 1 as const })),
  }));

/**
 * One MQTT 3.1.1 connection as a device needs it, and cheap: what is published in one turn of the event loop leaves
 * in one write. It counts no PUBACKs, for only a receipt says that a message is stored.
 */
export const openMqttSession = (options: MqttSessionOptions): MqttSession => {
  const { filters, receive, onReady, onEnd } = options;
  const socket = openSocket(options.url);
  const packets = parser({ protocolVersion: 4 });
  const subscribing = subscribePackets(filters);
  let unanswered = subscribing.length;
  let ready = false;
  let choked = false;
  let heard = true;
  let ended = false;
  let fault: Error | null = null;
  let messageId = 0;
  let batch: Buffer[] = [];

  const flush = (): void => {
    const bytes = batch.length === 1 ? batch[0] : Buffer.concat(batch);
    batch = [];
    if (bytes !== undefined && socket.writable) socket.write(bytes);
    choked = socket.writableLength > UNREAD_LIMIT;
  };
  const write = (packet: Packet): void => {
    if (batch.length === 0) queueMicrotask(flush);
    batch.push(generate(packet));
  };
  const fail = (message: string): void => {
    fault = new Error(message);
    socket.destroy();
  };
  const becomeReady = (): void => {
    clearTimeout(limit);
    ready = true;
    onReady();
  };

  packets.on('packet', (packet: Packet) => {
    switch (packet.cmd) {
      case 'publish':
        if (packet.qos > 0 && packet.messageId !== undefined) write({ cmd: 'puback', messageId: packet.messageId });
        return receive(packet.topic, packet.payload as Buffer);
      case 'connack':
        if (packet.returnCode !== 0) return fail(`The broker refuses the connection (${packet.returnCode})`);
        if (subscribing.length === 0) return becomeReady();
        return subscribing.forEach(write);
      case 'suback':
        if (packet.granted.some((granted) => Number(granted) >= 128)) return fail('The broker refuses a subscription');
        unanswered -= 1;
        return unanswered === 0 ? becomeReady() : undefined;
      default:
        return;
    }
  });
  packets.on('error', (error: Error) => fail(`The broker speaks no MQTT: ${error.message}`));

  const limit = setTimeout(() => fail('The broker does not answer'), READY_LIMIT);
  const ping = (): void => {
    if (!heard) fail('The broker has fallen silent');
    else if (ready) write({ cmd: 'pingreq' });
    heard = false;
  };
  const pinging = setInterval(ping, (KEEPALIVE_SECONDS * 1_000) / 2);

  socket.setNoDelay(true);
  socket.on('connect', () => write(connectPacket(options)));
  socket.on('data', (chunk: Buffer) => {
    heard = true;
    packets.parse(chunk);
  });
  socket.on('drain', () => {
    if (!choked) return;
    choked = false;
    onReady();
  });
  socket.on('error', (error) => {
    fault ??= error;
  });
  socket.on('close', () => {
    ready = false;
    clearTimeout(limit);
    clearInterval(pinging);
    onEnd(ended ? null : (fault ?? new Error('The broker closed the connection')));
  });

  return {
    get ready() {
      return ready && !choked;
    },
    publish(topic, payload, qos) {
      messageId = (messageId % 65_535) + 1;
      write({ cmd: 'publish', topic, payload, qos, dup: false, retain: false, ...(qos === 0 ? {} : { messageId }) });
    },
    end() {
      ended = true;
      if (!ready) return void socket.destroy();
      write({ cmd: 'disconnect' });
      queueMicrotask(() => socket.end());
      setTimeout(() => socket.destroy(), END_LIMIT).unref();
    },
  };
};
