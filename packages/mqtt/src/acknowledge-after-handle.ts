import { setTimeout as sleep } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import type { Packet } from './connection.ts';

export type Handling = {
  readonly handle: (packet: Packet) => Promise<void>;
  readonly onRetained: (packet: Packet) => void;
  readonly onError: (error: Error) => void;
};

export type Intake = {
  /** Takes no more packets; resolves when the one in hand is done with. */
  stop(): Promise<void>;
};

/** Milliseconds between the tries of one packet: enough for a lost connection, little for an alarm behind it. */
const PAUSES = [50, 200, 500, 1_000];
/** Until the broker is asked again for what could not be handled: doubling, from and to. */
const RESEND_AFTER = 1_000;
const RESEND_AT_MOST = 5_000;

/**
 * Makes a client acknowledge a packet when it is handled and not before (an `on('message')` listener would
 * acknowledge at once). One packet at a time. What cannot be handled after some tries is left without its PUBACK,
 * so that it does not hold up those behind it, and the connection is renewed a little later: only then does a
 * broker send it again.
 */
export const acknowledgeAfterHandle = (client: MqttClient, handling: Handling): Intake => {
  const { handle, onRetained, onError } = handling;
  const stopping = new AbortController();
  let inHand: Promise<void> = Promise.resolve();
  let resendTimer: NodeJS.Timeout | undefined;
  let resends = 0;

  const askAgain = (): void => {
    if (resendTimer !== undefined || stopping.signal.aborted) return;
    const pause = Math.min(RESEND_AFTER * 2 ** resends, RESEND_AT_MOST);
    resends += 1;
    resendTimer = setTimeout(() => client.stream.destroy(), pause);
  };
  client.on('connect', () => {
    clearTimeout(resendTimer);
    resendTimer = undefined;
  });

  /** Whether it was handled. One that has failed before, and came again, gets one try and lets the others by. */
  const tryToHandle = async (packet: Packet, isCurrent: () => boolean): Promise<boolean> => {
    const pauses = packet.dup ? [] : PAUSES;
    for (const pause of [...pauses, null]) {
      try {
        await handle(packet);
        return true;
      } catch (error) {
        onError(error as Error);
      }
      if (pause !== null) await sleep(pause, undefined, { signal: stopping.signal }).catch(() => {});
      if (stopping.signal.aborted || !isCurrent()) return false;
    }
    return false;
  };

  const take = async (packet: Packet, qos: number, done: (error?: Error) => void): Promise<void> => {
    const { stream } = client;
    // An acknowledgement belongs to the connection it came on: on the next one its number may mean another packet.
    const isCurrent = (): boolean => client.connected && client.stream === stream;
    if (packet.retain) {
      onRetained(packet);
      done();
      return;
    }
    const handled = await tryToHandle(packet, isCurrent);
    if (!isCurrent()) return;
    if (handled || qos === 0) {
      if (packet.dup && handled) resends = 0;
      done();
      return;
    }
    askAgain();
    // With an error there is no PUBACK, and the next packet comes.
    done(new Error('not handled'));
  };

  client.handleMessage = ({ topic, payload, retain, dup, qos }, done) => {
    // Never answered: what comes now is the next connection's.
    if (stopping.signal.aborted) return;
    inHand = take({ topic, payload: Buffer.from(payload), retain, dup }, qos, done as (error?: Error) => void);
  };

  return {
    stop: () => {
      stopping.abort();
      clearTimeout(resendTimer);
      return inHand;
    },
  };
};
