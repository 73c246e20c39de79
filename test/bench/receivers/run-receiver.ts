import process from 'node:process';
import type { Arrival } from './receiver.ts';

export type Receiving<A extends Arrival> = {
  readonly arrived: (arrival: A) => void;
  /** Arrived, and whoever started the receiver wants to know at once. */
  readonly told: (arrival: A) => void;
};

/** Epoch milliseconds with decimals, by a clock that never steps. */
export const stamp = (): number => performance.timeOrigin + performance.now();

/** The process's side of `startReceiver`: listens by `listen` until told to stop, then gives all that arrived. */
export const runReceiver = <Setup, A extends Arrival = Arrival>(
  listen: (setup: Setup, receiving: Receiving<A>) => Promise<void>,
): void => {
  const arrivals: A[] = [];
  const send = (word: unknown): void => void process.send?.(word);
  const receiving: Receiving<A> = {
    arrived: (arrival) => {
      arrivals.push(arrival);
    },
    told: (arrival) => {
      arrivals.push(arrival);
      send({ kind: 'told', arrival });
    },
  };
  const fail = (error: unknown): void => {
    send({ kind: 'fault', message: error instanceof Error ? error.message : String(error) });
  };
  process.on('message', (word: { setup: Setup } | { stop: true }) => {
    if ('stop' in word) send({ kind: 'arrivals', arrivals });
    else listen(word.setup, receiving).then(() => send({ kind: 'ready' }), fail);
  });
  // Ctrl-C in a terminal reaches the whole group; it is the parent's to say.
  process.on('SIGINT', () => undefined);
  process.on('disconnect', () => process.exit(1));
  process.on('uncaughtException', fail);
};
