/** What a bench was asked to reach: a must, the aim behind it, and what came out. */
export type Target = {
  readonly what: string;
  readonly must: string;
  readonly aim?: string;
  readonly measured: string;
  readonly met: boolean;
};

export type Table = {
  readonly title: string;
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number | null)[])[];
  readonly note?: string;
};

/** Percentiles 50 … 99.9 and their values; drawn with the far end stretched out, where it matters. */
export type Curve = {
  readonly title: string;
  readonly unit: 'ms';
  readonly series: readonly {
    readonly name: string;
    readonly points: readonly (readonly [percentile: number, value: number])[];
  }[];
};

export type BenchResult = {
  readonly name: string;
  readonly title: string;
  readonly tables: readonly Table[];
  readonly targets: readonly Target[];
  readonly curves: readonly Curve[];
  readonly notes: readonly string[];
};

export type BenchContext = {
  /** Of each point; what is reported is their median. */
  readonly runs: number;
  /** Points of seconds, to see that it works; never a result. */
  readonly quick: boolean;
  /** Scratch, removed afterwards. */
  readonly folder: string;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  /** Keeps what a server or program told about itself, by its name: it is printed beside the figures. */
  readonly settings: (of: string, read: Readonly<Record<string, string>>) => void;
};

export type Bench = {
  readonly name: string;
  readonly title: string;
  run(context: BenchContext): Promise<BenchResult>;
};
