import type { BenchContext } from '../bench.ts';
import { sampleEventLane, untilQuiet } from '../lanes.ts';
import { type Summary, summarise, told } from '../percentiles.ts';
import { readBook, runLoad } from '../run-load.ts';
import type { BenchStack } from '../stack.ts';
import { backlogGrowth, type Growth } from './backlog-growth.ts';
import { countLost, type Kept } from './count-lost.ts';

export const DEVICES = 2_000;
/** Seconds. */
const WARM_UP = 5;

export type RatePoint = {
  readonly rate: number;
  readonly seconds: number;
  readonly kept: Kept;
  readonly growth: Growth;
  /** Publish → receipt `stored`, ms. */
  readonly receipts: Summary;
  readonly sustained: boolean;
};

/** Seconds' worth of the rate: by how much the backlog may have grown over the point, and what it may be at its end. */
const GROWN = 0.5;
const AT_END = 2;

const isSteady = ({ slope, atEnd }: Growth, rate: number, seconds: number): boolean =>
  slope * seconds < GROWN * rate && atEnd < AT_END * rate;

/** One rate for its time, everything counted afterwards. */
export const measureRate = async (
  context: BenchContext,
  stack: BenchStack,
  rate: number,
  seconds: number,
  seed: number,
): Promise<RatePoint> => {
  context.log(`${rate} events/s for ${seconds} s`);
  const lane = await sampleEventLane(stack);
  const options = { dir: stack.dir, rate, reds: 0, duration: seconds, warmup: WARM_UP, devices: DEVICES, seed };
  const load = await runLoad(context, options).finally(lane.stop);
  await untilQuiet(context, stack);
  const sent: number[] = [];
  const receipts: number[] = [];
  for await (const { sentAt, settledAt } of readBook(load.book)) {
    sent.push(sentAt);
    if (settledAt !== null && sentAt >= load.begin) receipts.push(settledAt - sentAt);
  }
  const growth = backlogGrowth(Float64Array.from(sent).toSorted(), lane.samples, load.begin, load.end);
  const kept = await countLost(stack.databaseUrl, load.book);
  const whole = load.allStored && kept.missing === 0 && kept.twice === 0 && kept.undecided === 0;
  const sustained = whole && isSteady(growth, rate, seconds);
  const point = { rate, seconds, kept, growth, receipts: summarise(receipts), sustained };
  context.log(
    `  ${sustained ? 'sustained' : 'not sustained'}: receipts ${told(point.receipts)}, backlog ${growth.atEnd}`,
  );
  return point;
};
