import type { Instant } from '@varde/domain';

export type Clock = {
  /** Epoch milliseconds, as told in messages. */
  readonly wall: () => Instant;
  /** Milliseconds that only ever go forward, with fractions: for waiting and measuring. */
  readonly steady: () => number;
};
