import type { Instant } from '@varde/domain';

/** Smaller differences are the network's, and correcting for them would make the countdowns stutter. */
const CORRECTED_FROM_MS = 1_000;

export type Clock = {
  /** The server's time as near as we know it: a desk computer's own clock may be minutes wrong. */
  now(): Instant;
  /** What the pages show: the same all through one second, so that every countdown moves at once. */
  second(): Instant;
  subscribe(listener: () => void): () => void;
  serverSaid(at: Instant): void;
  stop(): void;
};

const wholeSecond = (at: Instant): Instant => Math.floor(at / 1_000) * 1_000;

export const startClock = (systemNow: () => Instant): Clock => {
  let ahead = 0;
  let second = wholeSecond(systemNow());
  let timer: ReturnType<typeof setTimeout>;
  const listeners = new Set<() => void>();
  const now = () => systemNow() + ahead;

  const tick = () => {
    second = wholeSecond(now());
    for (const listener of listeners) listener();
    timer = setTimeout(tick, 1_000 - (now() % 1_000));
  };
  timer = setTimeout(tick, 1_000 - (now() % 1_000));

  return {
    now,
    second: () => second,
    subscribe: (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    serverSaid: (at) => {
      const difference = at - systemNow();
      if (Math.abs(difference - ahead) >= CORRECTED_FROM_MS) ahead = difference;
    },
    stop: () => clearTimeout(timer),
  };
};
