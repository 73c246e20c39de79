import type { Curve } from '../bench.ts';

/** Wide enough for the longest name of a series beside the plot. */
const [WIDTH, HEIGHT] = [870, 392];
const PLOT = { left: 62, right: 590, top: 58, bottom: 334 };
/** Between two names at the curves' ends. */
const NAME_HEIGHT = 17;
const PERCENTILES = [50, 75, 90, 95, 99, 99.5, 99.9] as const;

/** Colours that stay apart for the colour-blind, by the reader's own theme; dashes tell them apart as well. */
const STYLE = `
  text { font: 13px system-ui, sans-serif; fill: #24292f }
  .paper { fill: #ffffff } .grid { stroke: #d8dee4 } .axis { stroke: #57606a } .small { fill: #57606a; font-size: 12px }
  .title { font-weight: 600; font-size: 14px }
  path { fill: none; stroke-width: 2; stroke-linejoin: round }
  .s0 { stroke: #0072b2 } .s1 { stroke: #b45309; stroke-dasharray: 9 3 } .s2 { stroke: #007a5a; stroke-dasharray: 3 3 }
  .s3 { stroke: #9b3f86; stroke-dasharray: 12 3 3 3 } .s4 { stroke: #57606a; stroke-dasharray: 1 4; stroke-linecap: round }
  .s5 { stroke: #c2185b; stroke-dasharray: 18 4 }
  @media (prefers-color-scheme: dark) {
    text { fill: #e6edf3 } .paper { fill: #0d1117 } .grid { stroke: #30363d } .axis { stroke: #8b949e }
    .small { fill: #9da7b1 } .s0 { stroke: #58b6f0 } .s1 { stroke: #f0a04b } .s2 { stroke: #3fd0a0 }
    .s3 { stroke: #e39ad0 } .s4 { stroke: #9da7b1 } .s5 { stroke: #ff7fae }
  }`;
const STYLES = 6;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const rounded = (value: number): string => value.toFixed(1);

/** Each tenth of what is left gets the same width, so that the last thousandth is as wide as the first half. */
const stretched = (percentile: number): number => -Math.log10(1 - percentile / 100);

const between = (from: number, to: number, share: number): number => from + (to - from) * share;

const toX = (percentile: number): number => {
  const [low, high] = [stretched(50), stretched(99.9)];
  return between(PLOT.left, PLOT.right, (stretched(percentile) - low) / (high - low));
};

/** 1, 2, 5, 10, 20 …: the smallest of them not above `low` up to the first not below `high`. */
const ticksFor = (low: number, high: number): number[] => {
  const steps = Array.from({ length: 30 }, (_, index) => [1, 2, 5][index % 3]! * 10 ** (Math.floor(index / 3) - 3));
  const first = steps.findLastIndex((step) => step <= low);
  const last = steps.findIndex((step) => step >= high);
  return steps.slice(Math.max(0, first), last === -1 ? undefined : last + 1);
};

type Scale = { readonly ticks: readonly number[]; readonly toY: (value: number) => number };

const scaleFor = (curve: Curve): Scale => {
  const values = curve.series.flatMap(({ points }) => points.map(([, value]) => value)).filter((value) => value > 0);
  const ticks = ticksFor(Math.min(...values), Math.max(...values));
  const [low, high] = [Math.log10(ticks[0] ?? 1), Math.log10(ticks.at(-1) ?? 10)];
  const toY = (value: number): number => {
    const share = (Math.log10(Math.max(value, ticks[0] ?? 1)) - low) / (high - low || 1);
    return between(PLOT.bottom, PLOT.top, share);
  };
  return { ticks, toY };
};

const drawAxes = ({ unit }: Curve, { ticks, toY }: Scale): string[] => {
  const { left, right, top, bottom } = PLOT;
  const rows = ticks.map((tick) => {
    const y = rounded(toY(tick));
    return `<line class="grid" x1="${left}" x2="${right}" y1="${y}" y2="${y}"/><text class="small" x="${left - 8}" y="${y}" dy="4" text-anchor="end">${tick}</text>`;
  });
  const columns = PERCENTILES.map((percentile) => {
    const x = rounded(toX(percentile));
    return `<line class="grid" x1="${x}" x2="${x}" y1="${top}" y2="${bottom}"/><text class="small" x="${x}" y="${bottom + 18}" text-anchor="middle">${percentile}</text>`;
  });
  return [
    ...rows,
    ...columns,
    `<line class="axis" x1="${left}" x2="${right}" y1="${bottom}" y2="${bottom}"/>`,
    `<text class="small" x="${left}" y="${top - 10}" text-anchor="end" dx="-8">${unit}</text>`,
    `<text class="small" x="${(left + right) / 2}" y="${bottom + 40}" text-anchor="middle">percentile</text>`,
  ];
};

/** Each name beside its curve's end, and none over another. */
const placeNames = (ends: readonly number[]): number[] => {
  const order = ends.map((_, index) => index).toSorted((a, b) => (ends[a] ?? 0) - (ends[b] ?? 0));
  const placed: number[] = [];
  let free = PLOT.top;
  for (const index of order) {
    const y = Math.max(ends[index] ?? 0, free);
    placed[index] = y;
    free = y + NAME_HEIGHT;
  }
  return placed;
};

const drawSeries = ({ series }: Curve, { toY }: Scale): string[] => {
  const names = placeNames(series.map(({ points }) => toY(points.at(-1)?.[1] ?? 1)));
  return series.flatMap(({ name, points }, index) => {
    const style = `s${index % STYLES}`;
    const line = points.map(([percentile, value]) => `${rounded(toX(percentile))},${rounded(toY(value))}`).join(' L');
    const y = rounded(names[index] ?? 0);
    return [
      `<path class="${style}" d="M${line}"/>`,
      `<path class="${style}" d="M${PLOT.right + 8},${y} h22"/>`,
      `<text x="${PLOT.right + 36}" y="${y}" dy="4">${escaped(name)}</text>`,
    ];
  });
};

/** A plot of percentiles on its own paper, readable in light and dark. */
export const drawCurve = (curve: Curve): string => {
  const scale = scaleFor(curve);
  const parts = [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="${escaped(curve.title)}">`,
    `<style>${STYLE}\n</style>`,
    `<rect class="paper" width="${WIDTH}" height="${HEIGHT}" rx="6"/>`,
    `<text class="title" x="16" y="24">${escaped(curve.title)}</text>`,
    ...drawAxes(curve, scale),
    ...drawSeries(curve, scale),
    '</svg>',
  ];
  return `${parts.join('\n')}\n`;
};
