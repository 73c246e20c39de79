import { deviceTopic, type Receipt } from '@varde/contracts';
import { eventKind } from '@varde/domain';
import type { Clock } from './clock.ts';
import type { DeviceLink } from './device-link.ts';
import { heartbeatBody, type Status } from './heartbeat-body.ts';
import { createOutbox, type Kept } from './outbox.ts';
import { readReceipt } from './read-receipt.ts';
import type { ResendSchedule } from './resend-schedule.ts';
import type { Room } from './room.ts';

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
  readonly link: Pick<DeviceLink, 'ready' | 'publish'>;
  readonly room: Room;
  readonly schedule: ResendSchedule;
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
  heartbeat(status: Status): boolean;
  receive(payload: Buffer): void;
  /** Its turn in the schedule has come. */
  sendAgain(kept: Kept): void;
  /** There is a connection again: sends all that is due. */
  catchUp(): void;
};

/** One device on a connection, which it may share: keeps every message until the service has it. */
export const createDeviceClient = (options: DeviceClientOptions): DeviceClient => {
  const { deviceId, link, room, schedule, observer, clock, newId } = options;
  const outbox = createOutbox(room);
  const topics = {
    alarm: deviceTopic(deviceId, 'alarm'),
    event: deviceTopic(deviceId, 'event'),
    status: deviceTopic(deviceId, 'status'),
  };
  let seq = 0;

  const send = (kept: Kept): void => {
    // Without a connection it stays due, and goes out when there is one.
    if (!link.ready) return;
    const now = clock.steady();
    kept.tries += 1;
    kept.publishedAt ??= now;
    schedule.sent(kept, now);
    if (kept.tries > 1) observer.resent(kept);
    link.publish(topics[kept.lane], JSON.stringify(kept.message), 1);
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
      const now = clock.steady();
      const kept: Kept = {
        deviceId,
        message: { id: newId(), at: new Date(at).toISOString(), seq, ...said },
        lane: eventKind(said.kind)?.lane ?? 'event',
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
      if (!link.ready) return false;
      link.publish(topics.status, heartbeatBody(status, clock.wall()), 0);
      observer.heartbeat();
      return true;
    },
    receive(payload) {
      const receipt = readReceipt(payload);
      if (receipt === null) observer.unreadableReceipt();
      else observer.receipt(receipt, settle(receipt));
    },
    sendAgain(kept) {
      if (outbox.holds(kept)) send(kept);
    },
    catchUp() {
      const now = clock.steady();
      for (const kept of outbox.waiting) if (kept.dueAt <= now) send(kept);
    },
  };
};
