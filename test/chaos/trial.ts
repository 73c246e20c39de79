import { setTimeout as sleep } from 'node:timers/promises';
import { readBook } from '../bench/run-load.ts';
import { eventually } from '../harness/eventually.ts';
import { checkLedger } from '../ledger/check-ledger.ts';
import { describeViolation } from '../ledger/describe-violation.ts';
import { RED_KIND } from './crew/floor.ts';
import type { Fault, Struck } from './fault.ts';
import { type Figures, figuresOf, judgeReds, type Red, type Times } from './judge-trial.ts';
import { type Load, startLoad } from './load.ts';
import { sendSignal } from './processes.ts';
import { untilReady } from './readiness.ts';
import type { Scene } from './scene.ts';
import { untilSettled } from './until-settled.ts';

export type TrialResult = Figures & {
  readonly faults: readonly string[];
  readonly sent: number;
  readonly stored: number;
  readonly reds: number;
  /** From the end of the load until nothing was left undecided, unanswered or unsent. */
  readonly settled: number;
  /** What is not as promised; none: it held. */
  readonly problems: readonly string[];
};

const CONNECT_LIMIT = 60_000;

/** The event lane's triage is paused: what is stored meanwhile waits when the fault comes. */
const buildBacklog = async (scene: Scene): Promise<void> => {
  const { calm, backlog } = scene.plan;
  await sleep(calm - backlog);
  const pid = await scene.pidOf('triage-event');
  sendSignal(pid, 'SIGSTOP');
  await sleep(backlog);
  sendSignal(pid, 'SIGCONT');
};

type Sent = { readonly sent: number; readonly stored: number; readonly reds: readonly Red[] };

const readSent = async (scene: Scene, book: string): Promise<Sent> => {
  const reds: Red[] = [];
  let [sent, stored] = [0, 0];
  for await (const { deviceId, kind, sentAt, state } of readBook(book)) {
    sent += 1;
    if (state === 'stored') stored += 1;
    if (kind === RED_KIND) reds.push({ sentAt, seenAt: scene.crew.firstSeen(deviceId, sentAt) });
  }
  return { sent, stored, reds };
};

type Run = { readonly load: Load; readonly struck: readonly Struck[]; readonly times: Times; readonly told: string[] };

/** Load, backlog, the faults all at once, their mending; resolves when the load has its last receipt. */
const runFaults = async (scene: Scene, faults: readonly Fault[], seed: number): Promise<Run> => {
  const strikes = await Promise.all(faults.map((fault) => fault.prepare(scene)));
  const begun = Date.now();
  const load = startLoad(scene, seed);
  try {
    const early = load.ended.then((said) => Promise.reject(new Error(said ?? 'the load ended before a red was seen')));
    early.catch(() => undefined);
    await Promise.race([early, eventually('the first red', () => scene.crew.anySince(begun), CONNECT_LIMIT)]);
    await buildBacklog(scene);
    const struck = await Promise.all(strikes.map((strike) => strike()));
    const struckAt = Date.now();
    await sleep(scene.plan.fault);
    const mendAt = Date.now();
    const told = (await Promise.all(struck.map(({ mend }) => mend()))).flat();
    const times = { struckAt, mendAt, mendedAt: Date.now() };
    const said = await load.ended;
    return { load, struck, times, told: said === null ? told : [...told, said] };
  } catch (error) {
    load.kill();
    throw error;
  }
};

/** One trial from beginning to end. The worst red of the run without a fault is what others are held against. */
export const runTrial = async (
  scene: Scene,
  faults: readonly Fault[],
  { seed, baseline }: { readonly seed: number; readonly baseline: number | null },
): Promise<TrialResult> => {
  const { load, struck, times, told } = await runFaults(scene, faults, seed);
  const over = Date.now();
  const unsettled = await untilSettled(scene);
  const settled = Date.now() - over;
  const unready = await untilReady(scene, scene.plan.settle);
  const books = [load.book];
  for (const { books: own } of struck) if (own !== undefined) books.push(...(await own()));
  const checked: string[] = [];
  for (const { check } of struck) if (check !== undefined) checked.push(...(await check(books)));
  const violations = await checkLedger({ databaseUrl: scene.databaseUrl, books });
  const { sent, stored, reds } = await readSent(scene, load.book);
  const unseen = reds.filter(({ seenAt }) => seenAt === null).length;
  const [alone, another] = faults;
  const promised =
    alone === undefined || another !== undefined || baseline === null ? [] : judgeReds(alone, reds, times, baseline);
  return {
    faults: faults.map(({ name }) => name),
    ...figuresOf(reds, times),
    sent,
    stored,
    reds: reds.length,
    settled,
    problems: [
      ...told,
      ...unsettled,
      ...unready,
      ...(unseen === 0 ? [] : [`${unseen} reds reached no operator`]),
      ...promised,
      ...checked,
      ...scene.crew.faults(),
      ...violations.map(describeViolation).filter(scene.isNews),
    ],
  };
};
