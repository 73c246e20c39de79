import { deviceTopic, type Receipt, receiptSchema, type StatusMessage } from '@varde/contracts';
import { eventKind } from '@varde/domain';
import type { MqttConnection } from '@varde/mqtt';
import type { Clock } from './clock.ts';
import { createOutbox, type Kept, resendDelay } from './outbox.ts';

/** A small device's memory. */
const OUTBOX_LIMIT = 200;

type Link = Pick<MqttConnection, 'connected' | 'publish'>;

/** Told of all that happens; the tally counts it. */
export type Observer = {
  /** Something is to be sent, connected or not. */
  said(kept: Kept): void;
  resent(kept: Kept): void;
  dropped(kept: Kept): void;
  /** `kept` is the message it settled, if that still waited; its state says how. */
  receipt(receipt: Receipt, kept: Kept | undefined): void;
  unreadableReceipt(): void;
  heartbeat(): void;
};

/** What happened; the client gives it id, time and number. */
export type Saying = { readonly kind: string; readonly data?: Readonly<Record<string, unknown>> };

export type DeviceClientOptions = {
  readonly deviceId: string;
  readonly link: Link;
  readonly observer: Observer;
  readonly clock: Clock;
  readonly newId: () => string;
};

export type DeviceClient = {
  readonly deviceId: string;
  readonly pending: number;
  /** What has no receipt yet. */
  readonly waiting: Iterable<Kept>;
  /**
   * Keeps it, sends it when connected, and again until it has a receipt. `since` (steady clock): what its latency is
   * measured from, now unless told.
   */
  say(said: Saying, since?: number): void;
  /** False when there is no connection: a heartbeat is not kept. */
  heartbeat(status: Omit<StatusMessage, 'at'>): boolean;
  receive(payload: Uint8Array): void;
  /** Sends what is due again; to be called a few times a second. */
  resend(): void;
};

const readReceipt = (payload: Uint8Array): Receipt | null => {
  try {
    return receiptSchema.parse(JSON.parse(new TextDecoder().decode(payload)));
  } catch {
    return null;
  }
};

/** One device on a connection, which it may share: keeps every message until the service has it. */
export const createDeviceClient = ({ deviceId, link, observer, clock, newId }: DeviceClientOptions): DeviceClient => {
  const outbox = createOutbox(OUTBOX_LIMIT);
  let seq = 0;

  const publish = (channel: 'alarm' | 'event' | 'status', body: unknown): void => {
    // Lost on the way or not: no receipt comes, and the message goes out again.
    link.publish(deviceTopic(deviceId, channel), JSON.stringify(body), 1).catch(() => undefined);
  };

  const send = (kept: Kept): void => {
    // Without a connection it stays due, and goes out when there is one.
    if (!link.connected) return;
    const now = clock.steady();
    kept.tries += 1;
    kept.publishedAt ??= now;
    kept.dueAt = now + resendDelay(kept.tries);
    if (kept.tries > 1) observer.resent(kept);
    publish(kept.lane, kept.message);
  };

  /** The message it settles, if that still waits. `answered` and `closed` tell as well that it is stored. */
  const settle = ({ id, state }: Receipt): Kept | undefined => {
    const kept = id === null ? undefined : outbox.settle(id);
    if (kept === undefined) return undefined;
    kept.state = state === 'rejected' ? 'rejected' : 'stored';
    kept.settledAt = clock.steady();
    return kept;
  };

  return {
    deviceId,
    get pending() {
      return outbox.size;
    },
    get waiting() {
      return outbox.waiting;
    },
    say(said, since) {
      const at = clock.wall();
      // Never lower than what this device said in an earlier run, whichever simulator ran it.
      seq = Math.max(seq + 1, at);
      const message = { id: newId(), at: new Date(at).toISOString(), seq, ...said };
      const lane = eventKind(said.kind)?.lane ?? 'event';
      const now = clock.steady();
      const kept: Kept = {
        deviceId,
        message,
        lane,
        since: since ?? now,
        tries: 0,
        publishedAt: null,
        dueAt: now,
        state: null,
        settledAt: null,
      };
      observer.said(kept);
      const dropped = outbox.put(kept);
      if (dropped !== null) observer.dropped(dropped);
      if (dropped !== kept) send(kept);
    },
    heartbeat(status) {
      if (!link.connected) return false;
      publish('status', { at: new Date(clock.wall()).toISOString(), ...status } satisfies StatusMessage);
      observer.heartbeat();
      return true;
    },
    receive(payload) {
      const receipt = readReceipt(payload);
      if (receipt === null) observer.unreadableReceipt();
      else observer.receipt(receipt, settle(receipt));
    },
    resend() {
      for (const kept of outbox.due(clock.steady())) send(kept);
    },
  };
};
