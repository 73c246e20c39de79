import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Bench, BenchContext } from '../bench.ts';
import { alertmanager } from './alertmanager.ts';
import { measurePeer, type PeerMeasured } from './measure-peer.ts';
import { nodeRedBest, nodeRedPlain } from './node-red.ts';
import { obviousPipeline, obviousPipelineSlow } from './obvious-peer.ts';
import type { Peer } from './peer.ts';
import { type PeerOutcome, report } from './report.ts';
import { varde } from './varde.ts';

const OTHERS: readonly Peer[] = [nodeRedPlain, nodeRedBest, alertmanager, obviousPipeline, obviousPipelineSlow];
const SLOW: readonly Peer[] = [nodeRedPlain, obviousPipelineSlow];

const measureRuns = async (context: BenchContext, peer: Peer): Promise<PeerMeasured[]> => {
  const runs: PeerMeasured[] = [];
  for (let run = 1; run <= context.runs; run += 1) {
    context.signal.throwIfAborted();
    context.log(`   ${peer.name}, run ${run} of ${context.runs}`);
    const folder = path.join(context.folder, `${peer.name} ${run}`.replaceAll(/\W+/g, '-'));
    await mkdir(folder);
    runs.push(await measurePeer(context, peer, folder));
  }
  return runs;
};

/** A peer that cannot run here is told as that; the others are measured all the same. */
const measureOther = async (context: BenchContext, peer: Peer): Promise<PeerOutcome> => {
  try {
    return { peer, runs: await measureRuns(context, peer) };
  } catch (error) {
    context.signal.throwIfAborted();
    const notRun = error instanceof Error ? error.message : String(error);
    context.log(`   ${peer.name} was not measured: ${notRun}`);
    return { peer, runs: [], notRun };
  }
};

export const bench: Bench = {
  name: 'peers',
  title: 'Reds under backlog, and killed: beside what else one could take',
  async run(context) {
    const own = { peer: varde, runs: await measureRuns(context, varde) };
    const others: PeerOutcome[] = [];
    for (const peer of OTHERS) others.push(await measureOther(context, peer));
    return report({ own, others, slow: SLOW }, context);
  },
};
