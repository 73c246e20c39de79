import type { BenchContext, BenchResult, Curve, Table, Target } from '../bench.ts';
import { curveOfRuns, median, medianOfRuns, ms, type Summary, summarise, times } from '../percentiles.ts';
import type { CrashMeasured } from './measure-crash.ts';
import type { PeerMeasured } from './measure-peer.ts';
import type { Peer } from './peer.ts';
import { planOf } from './plan.ts';

export type PeerOutcome = {
  readonly peer: Peer;
  readonly runs: readonly PeerMeasured[];
  /** Why there are none. */
  readonly notRun?: string;
};

/** Never is no number of milliseconds. */
const latency = (value: number): string => (value === Number.POSITIVE_INFINITY ? 'never' : ms(value));

const overRuns = (runs: readonly PeerMeasured[], sample: (run: PeerMeasured) => readonly number[]): Summary =>
  medianOfRuns(runs.map((run) => summarise(sample(run))));
const idleOf = ({ runs }: PeerOutcome): Summary => overRuns(runs, ({ idle }) => idle);
const backlogOf = ({ runs }: PeerOutcome): Summary => overRuns(runs, ({ backlog }) => backlog.latencies);
/** All runs together: one that catches up fast has few reds sent meanwhile. */
const behindOf = ({ runs }: PeerOutcome): Summary => summarise(runs.flatMap(({ backlog }) => backlog.behind));

const sumOf = (runs: readonly PeerMeasured[], figure: (crash: CrashMeasured) => number): number =>
  runs.reduce((sum, { crash }) => sum + figure(crash), 0);
/** Not delivered, or delivered and then forgotten by the list it keeps. */
const goneOf = ({ acknowledged, delivered, remembered }: CrashMeasured): number =>
  acknowledged - Math.min(delivered, remembered ?? delivered);

const isMeasured = ({ runs }: PeerOutcome): boolean => runs.length > 0;

const latencyTable = (outcomes: readonly PeerOutcome[], context: BenchContext): Table => {
  const { backlogEvents, backlogSeconds, routinePerSecond, redsPerSecond } = planOf(context);
  return {
    title: 'Reds, publish → operator, milliseconds',
    columns: [
      ...['', 'idle p50', 'idle p99', 'under backlog p50', 'p99', 'max', 'n', 'late'],
      ...['sent while behind p50', 'p99', 'n'],
    ],
    rows: outcomes.map((outcome) => {
      if (!isMeasured(outcome)) return [outcome.peer.name, 'not run', ...Array<null>(9).fill(null)];
      const [idle, backlog, behind] = [idleOf(outcome), backlogOf(outcome), behindOf(outcome)];
      const late = outcome.runs.flatMap((run) => run.backlog.latencies).filter((value) => !Number.isFinite(value));
      const whole = [idle.p50, idle.p99, backlog.p50, backlog.p99, backlog.max].map(latency);
      return [outcome.peer.name, ...whole, backlog.n, late.length, latency(behind.p50), latency(behind.p99), behind.n];
    }),
    note: `${backlogEvents} routine events come at once, as fast as the broker takes them, then ${routinePerSecond} a second; reds ${redsPerSecond} a second for ${backlogSeconds} s from the same instant; open loop, the same for each. "Late": not with the operator six seconds after the last was sent; they count in the percentiles as never. "Behind": sent before the routine events were caught up with.`,
  };
};

const workTable = (outcomes: readonly PeerOutcome[]): Table => ({
  title: 'What each does, and how fast',
  columns: [
    '',
    'sink: where a red counts as seen',
    'what it does with a routine event',
    'routine a second',
    'caught up after, s',
  ],
  rows: outcomes.map(({ peer, runs, notRun }) => {
    if (notRun !== undefined) return [peer.name, peer.sink, peer.work, 'not run', notRun];
    const after = median(runs.map(({ backlog }) => backlog.caughtUpAfter ?? Number.POSITIVE_INFINITY));
    const rate = Math.round(median(runs.map(({ backlog }) => backlog.routinePerSecond)));
    return [peer.name, peer.sink, peer.work, rate, Number.isFinite(after) ? after.toFixed(1) : 'not in that time'];
  }),
});

const killsOf = (context: BenchContext): string => new Intl.ListFormat('en').format(planOf(context).kills.map(String));

const crashTable = (outcomes: readonly PeerOutcome[], context: BenchContext): Table => ({
  title: 'Reds around a kill -9 in mid-backlog, all runs together',
  columns: [
    '',
    'acknowledged by the broker',
    'delivered',
    'lost',
    'doubled',
    'longest wait, s',
    'still listed at the end',
  ],
  rows: outcomes.filter(isMeasured).map(({ peer, runs }) => {
    const sums = (['acknowledged', 'delivered', 'lost', 'doubled'] as const).map((name) => sumOf(runs, (c) => c[name]));
    const longest = Math.max(...runs.map(({ crash }) => crash.longest)).toFixed(1);
    const keepsList = runs.every(({ crash }) => crash.remembered !== null);
    return [peer.name, ...sums, longest, keepsList ? sumOf(runs, (c) => c.remembered ?? 0) : 'keeps no list'];
  }),
  note: `Every process of the peer's own is killed at once, in each run ${killsOf(context)} ms after the broker has acknowledged ${planOf(context).redsAtOnce} reds sent at once; before those a second of single reds, and as many at once while it is away. Brokers, databases and Redis live on. Nobody sends anything again, Varde's devices neither. Lost: not with the operator half a minute after the last restart.`,
});

const ratioTarget = (own: PeerOutcome, other: PeerOutcome): Target => {
  const ratios = [backlogOf, behindOf].map((of) => of(other).p99 / of(own).p99);
  const figures = [backlogOf(own).p99, backlogOf(other).p99, behindOf(own).p99, behindOf(other).p99].map(latency);
  const said = ratios.map((ratio) => (Number.isFinite(ratio) ? times(ratio) : 'without end'));
  return {
    what: `red p99 under backlog, against ${other.peer.name}`,
    must: '≥ 20 × better',
    measured: isMeasured(other)
      ? `${said[0]} (${figures[0]} against ${figures[1]} ms); sent while behind ${said[1]} (${figures[2]} against ${figures[3]} ms)`
      : 'not run',
    met: isMeasured(other) && ratios.every((ratio) => ratio >= 20),
  };
};

const bestTarget = (own: PeerOutcome, others: readonly PeerOutcome[]): Target => {
  const judged = (
    [
      ['under backlog', backlogOf],
      ['sent while behind', behindOf],
    ] as const
  ).map(([when, of]) => {
    const best = others.filter(isMeasured).toSorted((a, b) => of(a).p99 - of(b).p99)[0];
    const ahead = best === undefined ? Number.NaN : of(best).p99;
    return {
      said: `${when} ${latency(of(own).p99)} ms, the best other ${latency(ahead)} ms (${best?.peer.name ?? 'none was run'})`,
      met: of(own).p99 <= ahead,
    };
  });
  return {
    what: 'red p99 under backlog, against the best of all',
    must: 'no slower',
    measured: judged.map(({ said }) => said).join('; '),
    met: judged.every(({ met }) => met),
  };
};

const lossTarget = (own: PeerOutcome, others: readonly PeerOutcome[]): Target => {
  const measured = [own, ...others].filter(isMeasured);
  const gone = measured.map((each) => sumOf(each.runs, goneOf));
  const [ours, ...theirs] = gone;
  return {
    what: 'reds lost around a kill: not delivered, or no longer in the list it keeps',
    must: 'Varde none, and nobody else none',
    measured: measured
      .map(({ peer, runs }, index) => `${peer.name} ${gone[index]} of ${sumOf(runs, (c) => c.acknowledged)}`)
      .join('; '),
    met: ours === 0 && others.every(isMeasured) && theirs.every((count) => count > 0),
  };
};

const curveOf = (
  outcomes: readonly PeerOutcome[],
  title: string,
  sample: (run: PeerMeasured) => readonly number[],
): Curve => ({
  title,
  unit: 'ms',
  series: outcomes.filter(isMeasured).map(({ peer, runs }) => ({
    name: peer.name,
    points: curveOfRuns(runs.map(sample)).filter(([, value]) => Number.isFinite(value)),
  })),
});

const NOTES = [
  'Not comparable, and to the peers’ advantage: Node-RED and Alertmanager store nothing durably, and a routine event is for them a request that is counted. Varde identifies the device, commits the event in PostgreSQL, sends a receipt, triages it, merges alarms, keeps accounts and topic rights at the broker and writes an audit trail.',
  'Not comparable, and to Varde’s advantage: it runs as seven processes and may use both cores, while Node-RED and the pipeline are one each, as they come.',
  'Each peer has a Mosquitto of its own that lets anybody in and queues without limit; Varde’s looks up every topic right. Devices, connections, messages, load and the operator’s process are the same for each.',
  'The routine flood is published at a lower operating-system priority: devices are not on the response centre’s machine.',
  'The bridge before Alertmanager is ours, and better than usual: reds on a connection of their own, acknowledged only when Alertmanager has taken them.',
];

export type Outcomes = {
  readonly own: PeerOutcome;
  readonly others: readonly PeerOutcome[];
  /** Those of the others that must be twenty times slower. */
  readonly slow: readonly Peer[];
};

export const report = ({ own, others, slow }: Outcomes, context: BenchContext): BenchResult => {
  const outcomes = [own, ...others];
  const twentyTimes = others.filter(({ peer }) => slow.includes(peer));
  return {
    name: 'peers',
    title: 'Reds under backlog, and killed: beside what else one could take',
    tables: [latencyTable(outcomes, context), workTable(outcomes), crashTable(outcomes, context)],
    targets: [...twentyTimes.map((other) => ratioTarget(own, other)), bestTarget(own, others), lossTarget(own, others)],
    curves: [
      curveOf(outcomes, 'Reds under backlog', ({ backlog }) => backlog.latencies),
      curveOf(outcomes, 'Reds, idle', ({ idle }) => idle),
    ],
    notes: NOTES,
  };
};
