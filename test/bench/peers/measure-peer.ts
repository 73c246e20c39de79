import { setTimeout as sleep } from 'node:timers/promises';
import type { BenchContext } from '../bench.ts';
import { awaitArrivals, type Bed, latenciesOf, now, sendReds, waitingRoutine } from './bed.ts';
import { type BacklogMeasured, measureBacklog } from './measure-backlog.ts';
import { type CrashMeasured, measureCrash } from './measure-crash.ts';
import type { Peer } from './peer.ts';
import { planOf } from './plan.ts';
import { type Publisher, startPublisher } from './publisher.ts';

export type PeerMeasured = {
  /** Milliseconds from intended sending to the operator; infinite: never came. */
  readonly idle: readonly number[];
  readonly backlog: BacklogMeasured;
  readonly crash: CrashMeasured;
};

const START_LIMIT = 20_000;
/** Few enough for slow jobs to be done with before anything is measured. */
const WARM_UP_ROUTINE = 200;
const REST_LIMIT = 5_000;

/** Until the whole way works, and then for a while, so that nobody is measured cold. */
const warmUp = async (bed: Bed): Promise<void> => {
  const { warmUpSeconds, redsPerSecond, canaries } = planOf(bed.context);
  const end = now() + START_LIMIT;
  for (let count = 0; (await bed.peer.arrivals()).length === 0; count += 1) {
    if (now() > end || count === canaries) throw new Error('no red came through while it was idle');
    await awaitArrivals(bed, await sendReds(bed, 1), 1_000);
  }
  const pace = bed.routine.ask({ do: 'pace', perSecond: WARM_UP_ROUTINE, seconds: warmUpSeconds });
  const sent = await sendReds(bed, warmUpSeconds * redsPerSecond, redsPerSecond);
  await pace;
  await awaitArrivals(bed, sent, 5_000);
  const rest = now() + REST_LIMIT;
  while (now() < rest && waitingRoutine(bed) > 0) await sleep(50, undefined, { signal: bed.context.signal });
};

const measureIdle = async (bed: Bed): Promise<number[]> => {
  const { idleSeconds, redsPerSecond } = planOf(bed.context);
  const sent = await sendReds(bed, idleSeconds * redsPerSecond, redsPerSecond);
  return latenciesOf(bed, sent, await awaitArrivals(bed, sent, 2_000));
};

/** One run of one peer: idle, behind 20 000 routine events, and killed. Leaves nothing running. */
export const measurePeer = async (context: BenchContext, peer: Peer, folder: string): Promise<PeerMeasured> => {
  const { routineDevices, redDevices } = planOf(context);
  const running = await peer.start({ context, folder, routineDevices, redDevices });
  const publishers: Publisher[] = [];
  try {
    const { mqttUrl, receipts } = running;
    const log = `${folder}/publishers.log`;
    // The routine flood gives way to whoever is measured: in the field it is not on their machine.
    const routine = await startPublisher({ mqttUrl, receipts, accounts: running.routine }, log, 10);
    publishers.push(routine);
    const reds = await startPublisher({ mqttUrl, receipts, accounts: running.reds }, log);
    publishers.push(reds);
    const fresh = running.reds.flatMap(({ devices }) => devices);
    const bed: Bed = { context, peer: running, routine, reds, fresh };
    await warmUp(bed);
    const idle = await measureIdle(bed);
    const backlog = await measureBacklog(bed);
    const crash = await measureCrash(bed);
    return { idle, backlog, crash };
  } finally {
    await Promise.allSettled(publishers.map((each) => each.stop()));
    await running.stop();
  }
};
