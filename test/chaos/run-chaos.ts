import { choosePairs } from './choose-pairs.ts';
import type { Fault } from './fault.ts';
import type { Scene } from './scene.ts';
import { runTrial, type TrialResult } from './trial.ts';

export type ChaosOptions = {
  readonly scene: Scene;
  readonly faults: readonly Fault[];
  readonly seed: number;
  /** Pairs are tried for as long as this, from the beginning; milliseconds. */
  readonly pairsFor: number;
  readonly signal: AbortSignal;
  readonly onResult: (result: TrialResult) => void;
};

/** First without a fault, then each alone, then two at once at random. */
export const runChaos = async (options: ChaosOptions): Promise<readonly TrialResult[]> => {
  const { scene, faults, seed, pairsFor, signal, onResult } = options;
  const end = Date.now() + pairsFor;
  const results: TrialResult[] = [];
  const attempt = async (struck: readonly Fault[], baseline: number | null): Promise<TrialResult> => {
    signal.throwIfAborted();
    const result = await runTrial(scene, struck, { seed: seed + results.length, baseline });
    results.push(result);
    onResult(result);
    return result;
  };

  const { calmWorst, worstRed } = await attempt([], null);
  const baseline = Math.max(calmWorst ?? 0, worstRed ?? 0);
  for (const fault of faults) await attempt([fault], baseline);
  for (const pair of choosePairs(faults, seed)) {
    if (Date.now() > end) break;
    await attempt(pair, baseline);
  }
  return results;
};
