import type { Scene } from './scene.ts';

/** What is promised of reds while a fault stands and after. Milliseconds. */
export type Promised =
  /** No red is later than the worst of the run without a fault, and what one measurement may be off. */
  | { readonly kind: 'no-delay' }
  /** The first red sent after the fault is in front of an operator within so long. */
  | { readonly kind: 'first-red'; readonly within: number }
  /** So is every red, as long as the fault stands. */
  | { readonly kind: 'every-red'; readonly within: number }
  /** While it stands none may come; once it is mended the first is there within so long. */
  | { readonly kind: 'after-mend'; readonly within: number };

export type Struck = {
  /** Mends it and waits until what it hit works again; gives what went otherwise than promised meanwhile. */
  readonly mend: () => Promise<readonly string[]>;
  /** Asked when all has settled; the books tell what was sent and receipted. Gives what is not as promised. */
  readonly check?: (books: readonly string[]) => Promise<readonly string[]>;
  /** Books of what the fault itself has sent. */
  readonly books?: () => Promise<readonly string[]>;
};

export type Fault = {
  readonly name: string;
  readonly what: string;
  /** What it takes hold of: two at once have none of these in common. */
  readonly hits: readonly string[];
  readonly promised: Promised;
  /** Makes ready while all is well; what it gives strikes at once. */
  readonly prepare: (scene: Scene) => Promise<() => Promise<Struck>>;
};

export const KILLED: Promised = { kind: 'first-red', within: 5_000 };
export const FROZEN: Promised = { kind: 'after-mend', within: 5_000 };
export const REDIS_GONE: Promised = { kind: 'every-red', within: 2_000 };
