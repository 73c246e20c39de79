/** Something that must hold of every database, with the question that finds where it does not. */
export type Invariant = {
  readonly name: string;
  /** What is wrong where it does not hold, as a person reads it. */
  readonly violated: string;
  /** Gives one row for each violation: `id`, which is an id of ours and never a personal datum. */
  readonly sql: string;
  readonly values?: readonly unknown[];
};

export type Violation = {
  readonly invariant: string;
  readonly sentence: string;
  readonly count: number;
  /** The first ten. */
  readonly ids: readonly string[];
};
