import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { MqttClient } from 'mqtt';
import type { Packet } from './connection.ts';
import { createPubackLine, type PubackLine } from './puback-line.ts';

export type Handling = {
  readonly handle: (packet: Packet) => Promise<void>;
  /** Messages in hand at most; the next one waits in the connection. */
  readonly window: number;
  readonly onRetained: (packet: Packet) => void;
  readonly onError: (error: Error) => void;
};

export type Intake = {
  /** Takes no more messages; resolves when those in hand are done with. */
  stop(): Promise<void>;
};

/** Milliseconds between the tries of one message: enough for a lost connection. */
const PAUSES = [50, 200, 500, 1_000];
/** Until the connection is renewed for what could not be handled: others may still be in hand. */
const RENEW_AFTER = 2_000;

const noop = (): void => {};
/** With an error MQTT.js sends no PUBACK of its own, and goes on to the next packet. One for all: a trace costs time. */
const ACKNOWLEDGED_ELSEWHERE = new Error('acknowledged elsewhere');

/**
 * Makes a client acknowledge a message when it is handled and not before (an `on('message')` listener would
 * acknowledge at once), with as many in hand as the window holds: one that is slow holds up no other. What cannot be
 * handled after some tries is left without its PUBACK, and the connection is renewed a little later: only then does
 * a broker send it again.
 */
export const acknowledgeAfterHandle = (client: MqttClient, handling: Handling): Intake => {
  const { handle, window, onRetained, onError } = handling;
  const stopping = new AbortController();
  const inHand = new Set<Promise<void>>();
  let line: PubackLine | undefined;
  let renewal: NodeJS.Timeout | undefined;
  let waiting: (() => void) | undefined;

  const lineOfNow = (): PubackLine => {
    if (line?.stream !== client.stream) line = createPubackLine(client);
    return line;
  };

  const letNextThrough = (): void => {
    const next = waiting;
    waiting = undefined;
    next?.();
  };

  const renewSoon = (): void => {
    renewal ??= setTimeout(() => client.stream.destroy(), RENEW_AFTER);
  };
  const cancelRenewal = (): void => {
    clearTimeout(renewal);
    renewal = undefined;
  };
  client.on('close', cancelRenewal);

  /** Whether it was handled after all. Nobody tries again when stopped, or when it comes on a new connection. */
  const tryAgain = async (packet: Packet, isWanted: () => boolean): Promise<boolean> => {
    for (const pause of PAUSES) {
      await sleep(pause, undefined, { signal: stopping.signal }).catch(noop);
      if (!isWanted()) return false;
      try {
        await handle(packet);
        return true;
      } catch (error) {
        onError(error as Error);
      }
    }
    return false;
  };

  const take = async (packet: Packet, messageId: number | undefined): Promise<void> => {
    const { isOpen, join } = lineOfNow();
    // QoS 0 has no id, and nothing to acknowledge.
    const settle = messageId === undefined ? noop : join(messageId);
    if (packet.retain) {
      onRetained(packet);
      settle('handled');
      return;
    }
    try {
      await handle(packet);
      return settle('handled');
    } catch (error) {
      onError(error as Error);
    }
    const isWanted = (): boolean => isOpen() && !stopping.signal.aborted;
    const handled = await tryAgain(packet, isWanted);
    settle(handled ? 'handled' : 'failed');
    if (!handled && messageId !== undefined && isWanted()) renewSoon();
  };

  client.handleMessage = ({ topic, payload, retain, dup, messageId }, done) => {
    const next = (): void => done(ACKNOWLEDGED_ELSEWHERE);
    // Passed by without its PUBACK, so that the goodbye need not wait: it comes again on the next connection.
    if (stopping.signal.aborted) return next();
    const hand = take({ topic, payload: Buffer.from(payload), retain, dup }, messageId).then(() => {
      inHand.delete(hand);
      if (inHand.size < window) letNextThrough();
    });
    inHand.add(hand);
    if (inHand.size < window) next();
    else waiting = next;
  };

  return {
    stop: async () => {
      stopping.abort();
      cancelRenewal();
      letNextThrough();
      await Promise.all(inHand);
      // The last PUBACKs go out at the end of this turn, and nothing may after the goodbye.
      await nextTurn();
    },
  };
};
