import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';

/** Something that arrived in the receiver's process, by what it is known by, at epoch milliseconds. */
export type Arrival = { readonly key: string; readonly at: number };

export type Receiver<A extends Arrival> = {
  /** What the process told on the way, by `tell`. */
  onTold(listener: (told: A) => void): void;
  /** Ends the process and gives all that arrived. */
  stop(): Promise<readonly A[]>;
  /** Ends the process, whatever it is doing. */
  kill(): void;
};

type Word<A> =
  | { readonly kind: 'ready' }
  | { readonly kind: 'told'; readonly arrival: A }
  | { readonly kind: 'arrivals'; readonly arrivals: readonly A[] }
  | { readonly kind: 'fault'; readonly message: string };

const ANSWER_LIMIT = 15_000;

const nextWord = <A>(child: ChildProcess, wanted: Word<A>['kind']): Promise<Word<A>> =>
  new Promise((resolve, reject) => {
    const done = (settle: () => void): void => {
      clearTimeout(limit);
      child.off('message', onMessage);
      child.off('exit', onExit);
      settle();
    };
    const onMessage = (word: Word<A>): void => {
      if (word.kind === wanted) done(() => resolve(word));
      else if (word.kind === 'fault') done(() => reject(new Error(`a receiver failed: ${word.message}`)));
    };
    const onExit = (code: number | null): void => done(() => reject(new Error(`a receiver ended with ${code}`)));
    const limit = setTimeout(() => done(() => reject(new Error('a receiver says nothing'))), ANSWER_LIMIT);
    child.on('message', onMessage);
    child.on('exit', onExit);
  });

/**
 * Forks `receivers/<name>.main.ts` and resolves when it listens. In a process of its own nothing but what arrives keeps it
 * busy, so what it stamps is the arrival.
 */
export const startReceiver = async <A extends Arrival = Arrival>(
  name: 'stream' | 'broker' | 'queue',
  setup: unknown,
): Promise<Receiver<A>> => {
  const child = fork(path.join(import.meta.dirname, `${name}.main.ts`), {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  });
  const kill = (): void => void child.kill('SIGKILL');
  try {
    const ready = nextWord<A>(child, 'ready');
    child.send({ setup });
    await ready;
  } catch (error) {
    kill();
    throw error;
  }
  let fault: string | null = null;
  child.on('message', (word: Word<A>) => {
    if (word.kind === 'fault') fault = word.message;
  });
  return {
    onTold: (listener) => child.on('message', (word: Word<A>) => word.kind === 'told' && listener(word.arrival)),
    stop: async () => {
      const exited = once(child, 'exit');
      try {
        const arrivals = nextWord<A>(child, 'arrivals');
        child.send({ stop: true });
        const word = await arrivals;
        if (fault !== null) throw new Error(`a receiver failed: ${fault}`);
        return word.kind === 'arrivals' ? word.arrivals : [];
      } finally {
        kill();
        await exited;
      }
    },
    kill,
  };
};
