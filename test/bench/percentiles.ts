/** What a sample of milliseconds amounts to. */
export type Summary = {
  readonly n: number;
  readonly p50: number;
  readonly p90: number;
  readonly p95: number;
  readonly p99: number;
  readonly p999: number;
  readonly max: number;
};

const ascending = (a: number, b: number): number => a - b;

/** The smallest value that at least so many percent of the sample do not exceed; NaN of nothing. */
const rank = (sorted: readonly number[], percentile: number): number =>
  sorted[Math.max(0, Math.ceil((percentile / 100) * sorted.length) - 1)] ?? Number.NaN;

export const summarise = (sample: readonly number[]): Summary => {
  const sorted = sample.toSorted(ascending);
  const at = (percentile: number): number => rank(sorted, percentile);
  return { n: sorted.length, p50: at(50), p90: at(90), p95: at(95), p99: at(99), p999: at(99.9), max: at(100) };
};

export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted(ascending);
  const middle = sorted.length / 2;
  const [low, high] = [sorted[Math.ceil(middle) - 1], sorted[Math.floor(middle)]];
  return low === undefined || high === undefined ? Number.NaN : (low + high) / 2;
};

/** The median over the runs of each figure; `n` is that of all runs together. */
export const medianOfRuns = (runs: readonly Summary[]): Summary => {
  const of = (figure: keyof Summary): number => median(runs.map((run) => run[figure]));
  return {
    n: runs.reduce((sum, { n }) => sum + n, 0),
    p50: of('p50'),
    p90: of('p90'),
    p95: of('p95'),
    p99: of('p99'),
    p999: of('p999'),
    max: of('max'),
  };
};

/** Where curves are drawn: evenly on their axis, which stretches the far end. */
const DRAWN = Array.from({ length: 55 }, (_, step) => 100 - 50 / 10 ** (step / 20));

/** Percentiles 50 … 99.9, the median over the runs at each. */
export const curveOfRuns = (runs: readonly (readonly number[])[]): [percentile: number, value: number][] => {
  const sorted = runs.filter(({ length }) => length > 0).map((run) => run.toSorted(ascending));
  return DRAWN.map((percentile) => [percentile, median(sorted.map((run) => rank(run, percentile)))]);
};

/** Milliseconds as tables show them. */
export const ms = (value: number): string => {
  if (Number.isNaN(value)) return '–';
  return value < 10 ? value.toFixed(2) : value < 100 ? value.toFixed(1) : Math.round(value).toString();
};

/** In the line that tells how a bench comes on. */
export const told = ({ n, p50, p99, max }: Summary): string =>
  `n ${n}, p50 ${ms(p50)}, p99 ${ms(p99)}, max ${ms(max)} ms`;

export const times = (ratio: number): string => (Number.isNaN(ratio) ? '–' : `${ratio.toFixed(ratio < 10 ? 1 : 0)} ×`);

/** 100 000: a whole number in groups of three, which no line break parts. */
export const grouped = (value: number): string => String(Math.round(value)).replaceAll(/\B(?=(\d{3})+$)/g, '\u00a0');
