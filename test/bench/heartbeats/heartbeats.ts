import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Bench, BenchContext, BenchResult, Table, Target } from '../bench.ts';
import { type Floors, measureFloors } from '../floors/floors.ts';
import { startChild } from '../peers/processes/start-process.ts';
import { curveOfRuns, median, medianOfRuns, ms, summarise, times, told } from '../percentiles.ts';
import { measureReds } from '../reds.ts';
import { insertRegistry } from '../registry.ts';
import { type BenchStack, startBenchStack } from '../stack.ts';
import { readCpuTime, readMemory } from '../wide/cpu-time.ts';
import { insertDevices, WIDE_TECHNICIAN } from '../wide/insert-devices.ts';
import { makeWideAccount } from '../wide/wide-account.ts';
import type { HeartbeatOptions, HeartbeatProgress } from './heartbeats.main.ts';
import { type Crash, killIntake } from './kill-intake.ts';
import { type Contact, type Sender, watchContacts } from './watch-contacts.ts';

const RATE = 17_000;
const DEVICES = { full: 1_000_000, quick: 100_000 } as const;
const CONNECTIONS = 16;
const EVENTS = 500;
const REDS = 40;

type Run = {
  readonly reds: readonly number[];
  readonly missing: number;
  readonly allStored: boolean;
  /** Cores each process was busy with. */
  readonly cores: Readonly<Record<string, number>>;
};

type Measured = {
  readonly floors: Floors;
  readonly runs: readonly Run[];
  readonly contacts: readonly Contact[];
  readonly memory: { readonly before: number; readonly most: number; readonly lived: boolean };
  readonly late: number;
  readonly crash: Crash;
  readonly devices: number;
};

type HeartbeatSource = Sender & { stop(): Promise<void> };

const startHeartbeats = async (
  context: BenchContext,
  stack: BenchStack,
  ids: readonly string[],
): Promise<HeartbeatSource> => {
  const devices = path.join(context.folder, 'devices.txt');
  await writeFile(devices, ids.join('\n'));
  const account = await makeWideAccount(stack);
  const options: HeartbeatOptions = {
    mqttUrl: stack.state.mqtt,
    account,
    connections: CONNECTIONS,
    devices,
    rate: RATE,
  };
  const child = await startChild<null>({
    file: path.join(import.meta.dirname, 'heartbeats.main.ts'),
    options,
    log: path.join(context.folder, 'heartbeats.log'),
  });
  return { ids, rate: RATE, progress: () => child.ask<HeartbeatProgress>(null), stop: () => child.stop() };
};

/** Asks once a second what the process has, from now on. */
const watchMemory = (pid: number) => {
  const before = readMemory(pid);
  let most = before;
  let lived = true;
  const timer = setInterval(() => {
    if (existsSync(`/proc/${pid}`)) most = Math.max(most, readMemory(pid));
    else lived = false;
  }, 1_000);
  return {
    stop: () => {
      clearInterval(timer);
      return { before, most, lived };
    },
  };
};

/** Cores each process is busy with over that time, from now on. */
const watchCores = async ({ signal }: BenchContext, { state }: BenchStack, ms: number): Promise<Run['cores']> => {
  const [before, begun] = [readCpuTime(state), performance.now()];
  await sleep(ms, undefined, { signal });
  const [after, wall] = [readCpuTime(state), performance.now() - begun];
  return Object.fromEntries(Object.entries(after).map(([name, used]) => [name, (used - (before[name] ?? 0)) / wall]));
};

const measureRun = async (context: BenchContext, stack: BenchStack, number: number): Promise<Run> => {
  context.log(`run ${number} of ${context.runs}`);
  const [duration, warmup] = context.quick ? [3, 1] : [30, 5];
  const load = { rate: EVENTS, reds: REDS, duration, warmup, devices: 1_000, seed: number };
  const busy = watchCores(context, stack, (warmup + duration) * 1_000);
  const { reds, missing, load: sent } = await measureReds(context, stack, load);
  const latencies = reds.map(({ latency }) => latency);
  context.log(`  reds ${told(summarise(latencies))}`);
  return { reds: latencies, missing, allStored: sent.allStored, cores: await busy };
};

const measure = async (context: BenchContext, stack: BenchStack): Promise<Measured> => {
  await insertRegistry(stack.databaseUrl, { smokeDetectors: 2_000, doorSensors: 1_000 });
  const devices = context.quick ? DEVICES.quick : DEVICES.full;
  const ids = await insertDevices(context, stack.databaseUrl, devices);
  const floors = await measureFloors(context, stack, REDS);
  const memory = watchMemory(stack.state.pids['ingest-status'] ?? 0);
  const heartbeats = await startHeartbeats(context, stack, ids);
  try {
    context.log('a first heartbeat from each device');
    await sleep((ids.length / RATE) * 1_000, undefined, { signal: context.signal });
    const watching = watchContacts(await stack.person('technician', WIDE_TECHNICIAN), heartbeats, context.signal);
    const runs: Run[] = [];
    for (let number = 1; number <= context.runs; number += 1) runs.push(await measureRun(context, stack, number));
    const contacts = await watching.stop();
    const { latest } = await heartbeats.progress();
    const grown = memory.stop();
    const crash = await killIntake(context, stack, heartbeats);
    return { floors, runs, contacts, memory: grown, late: latest, crash, devices };
  } finally {
    memory.stop();
    await heartbeats.stop();
  }
};

const redTable = ({ runs, floors }: Measured): Table => {
  const summaries = runs.map(({ reds }) => summarise(reds));
  const { n, p50, p90, p99, max } = medianOfRuns(summaries);
  const each = summaries.map((summary) => ms(summary.p99)).join(' · ');
  const ratio = `${times(p50 / floors.path.p50)}, ${times(p99 / floors.path.p99)}`;
  const missing = runs.reduce((sum, run) => sum + run.missing, 0);
  return {
    title: `Reds beside ${RATE} heartbeats/s and ${EVENTS} events/s: publish → first \`alarm\` on the stream, ms`,
    columns: ['reds', 'p50', 'p90', 'p99', 'max', 'p99 of each run', 'to the floor: p50, p99', 'without an alarm'],
    rows: [[n, ms(p50), ms(p90), ms(p99), ms(max), each, ratio, missing]],
    note: `${REDS} reds a second, each from a device of its own. Every figure is the median of the runs. All events stored and receipted: ${runs.every(({ allStored }) => allStored) ? 'yes' : 'no'}.`,
  };
};

const coresTable = ({ runs }: Measured): Table => {
  const names = Object.keys(runs[0]?.cores ?? {});
  const rows = names.map((name): [string, number] => [name, median(runs.map(({ cores }) => cores[name] ?? 0))]);
  const all = rows.reduce((sum, [, cores]) => sum + cores, 0);
  return {
    title: 'Cores busy meanwhile',
    columns: ['process', 'cores'],
    rows: [...rows, ['all of them', all] as const].map(([name, cores]) => [name, cores.toFixed(2)]),
    note: 'A server with all its processes. The generators come on top.',
  };
};

const contactTable = ({ contacts, late }: Measured): Table => {
  const row = (name: string, sample: readonly number[]): (string | number)[] => {
    const { n, p50, p99, max } = summarise(sample);
    return [name, n, ms(p50), ms(p99), ms(max)];
  };
  return {
    title: 'Last contact, as `GET /api/devices/{id}` tells it, ms',
    columns: ['', 'devices asked for', 'p50', 'p99', 'max'],
    rows: [
      [
        'from the heartbeat until the api tells it',
        ...row(
          '',
          contacts.map(({ toldAfter }) => toldAfter),
        ).slice(1),
      ],
      row(
        'what it tells, off the heartbeat by',
        contacts.map(({ offBy }) => Math.abs(offBy)),
      ),
    ],
    note: `Two devices a second, each asked for five times a second from the moment its heartbeat was due. The heartbeats themselves left ${ms(late)} ms late at most, which counts.`,
  };
};

const crashTable = ({ crash, devices }: Measured): Table => ({
  title: 'After SIGKILL of `ingest-status`',
  columns: [
    'ready again after, s',
    'heartbeats lost',
    'first and last of them, s from the kill',
    'a last contact behind its heartbeat by at most, s',
    'one interval, s',
  ],
  rows: [
    [
      crash.readyAfter.toFixed(1),
      crash.lost,
      `${crash.first.toFixed(1)} … ${crash.last.toFixed(1)}`,
      crash.oldest.toFixed(1),
      (devices / RATE).toFixed(1),
    ],
  ],
  note: 'What it had not written and what came while it was away is lost: such a device’s last contact is its heartbeat before.',
});

const targetsOf = ({ runs, contacts, memory, crash, devices }: Measured): Target[] => {
  const { p99 } = medianOfRuns(runs.map(({ reds }) => summarise(reds)));
  const bytes = (memory.most - memory.before) / devices;
  const worst = summarise(contacts.flatMap(({ toldAfter, offBy }) => [toldAfter, Math.abs(offBy)])).max;
  const interval = devices / RATE;
  return [
    {
      what: `Red p99 beside ${RATE} heartbeats/s and ${EVENTS} events/s`,
      must: '≤ 30 ms',
      aim: '≤ 15 ms',
      measured: `${ms(p99)} ms`,
      met: p99 <= 30,
    },
    {
      what: 'Memory of `ingest-status`, grown for each device',
      must: '≤ 400 bytes',
      measured: `${Math.round(bytes)} bytes`,
      met: bytes <= 400,
    },
    {
      what: 'Last contact as the api tells it',
      must: 'right to ± 2 s',
      measured: `± ${(worst / 1_000).toFixed(1)} s`,
      met: contacts.every(({ toldAfter, offBy }) => toldAfter <= 2_000 && Math.abs(offBy) <= 2_000),
    },
    {
      what: 'Last contact after SIGKILL',
      must: 'at most one interval old',
      measured: `${crash.oldest.toFixed(1)} s of ${interval.toFixed(1)} s`,
      met: crash.oldest <= interval + 2,
    },
  ];
};

const run = async (context: BenchContext): Promise<BenchResult> => {
  const stack = await startBenchStack(context);
  try {
    const measured = await measure(context, stack);
    const { floors, runs } = measured;
    return {
      name: bench.name,
      title: bench.title,
      tables: [redTable(measured), coresTable(measured), contactTable(measured), crashTable(measured), floors.table],
      targets: targetsOf(measured),
      curves: [
        {
          title: 'A red beside heartbeats: publish → first alarm on the stream',
          unit: 'ms',
          series: [
            { name: `${RATE} heartbeats/s`, points: curveOfRuns(runs.map(({ reds }) => reds)) },
            { name: 'floor', points: floors.curve },
          ],
        },
      ],
      notes: [
        `The registry holds ${measured.devices} devices beside those that send events, written straight into the record, each with a home and a resident, in a municipality of their own. Every device has had one heartbeat before the first run.`,
        `The heartbeats come over ${CONNECTIONS} connections of one account that may speak for every device, made through the broker’s admin: a million accounts would measure the broker. Each carries time, battery and signal, at QoS 0, as the simulated devices send theirs.`,
        'Devices send in an order by chance, so that neither rows nor index entries written together lie together.',
        'Memory is what the whole process held at most, less what it held before the first heartbeat.',
        ...(measured.memory.lived ? [] : ['`ingest-status` did not live through the load: it was launched again.']),
      ],
    };
  } finally {
    await stack.stop();
  }
};

export const bench: Bench = { name: 'heartbeats', title: 'Reds beside the heartbeats of a million devices', run };
