import { chmod } from 'node:fs/promises';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type RunningStack, startStack, temporaryFolder } from '../harness/stack.ts';
import { choosePairs } from './choose-pairs.ts';
import type { Fault } from './fault.ts';
import { FAULTS, faultNamed } from './faults/faults.ts';
import { SHORT } from './plan.ts';
import { tableOf } from './report.ts';
import { type Scene, setScene } from './scene.ts';
import { runTrial, type TrialResult } from './trial.ts';

/** One of each sort; `npm run chaos` has them all, and for longer. */
const ALONE = [
  'kill-ingest-alarm-1',
  'freeze-ingest-alarm-2',
  'kill-triage-alarm',
  'kill-api',
  'redis-wiped',
  'redis-full',
  'mosquitto-kill',
  'mosquitto-wiped',
  'postgres-quit',
  'postgres-refuses',
  'every-order',
];
const SEED = 1;

let folder: Awaited<ReturnType<typeof temporaryFolder>>;
let stack: RunningStack;
let scene: Scene;
const results: TrialResult[] = [];

beforeAll(async () => {
  folder = await temporaryFolder();
  // The servers' own user walks through it when root runs this; left private, their data would lie elsewhere.
  await chmod(folder.path, 0o755);
  const dir = path.join(folder.path, 'stack');
  stack = await startStack('servers', dir);
  scene = await setScene(dir, SHORT);
});
afterAll(async () => {
  await scene?.close();
  await stack?.stop();
  await folder?.remove();
  process.stdout.write(`${tableOf(results)}\n`);
});

const attempt = async (faults: readonly Fault[]): Promise<readonly string[]> => {
  const [first] = results;
  const baseline = first === undefined ? null : Math.max(first.calmWorst ?? 0, first.worstRed ?? 0);
  const result = await runTrial(scene, faults, { seed: SEED + results.length, baseline });
  results.push(result);
  return result.problems;
};

test('without a fault all holds, and the others are held against it', async () => {
  expect(await attempt([])).toEqual([]);
});

test.each(ALONE)('%s', async (name) => {
  const fault = faultNamed(name);
  if (fault === undefined) throw new Error(`no fault is called ${name}`);
  expect(await attempt([fault])).toEqual([]);
});

test(`two at once, seed ${SEED}`, async () => {
  const pair = choosePairs(FAULTS, SEED).next().value;
  if (pair === undefined) throw new Error('no two faults are apart');
  expect(await attempt(pair), pair.map(({ name }) => name).join(' + ')).toEqual([]);
});
