import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Bench, BenchResult } from './bench.ts';
import type { Machine } from './machine.ts';

/** A bench's result with all that one must know to judge it. */
export type Measured = {
  readonly measuredAt: string;
  readonly runs: number;
  readonly quick: boolean;
  readonly machine: Machine;
  /** As read back from the servers and programs themselves. */
  readonly settings: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly result: BenchResult;
};

export type RunOptions = {
  readonly runs: number;
  readonly quick: boolean;
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
  readonly machine: Machine;
};

/** Runs one bench in a scratch folder of its own. */
export const runBench = async (bench: Bench, options: RunOptions): Promise<Measured> => {
  const folder = await mkdtemp(path.join(tmpdir(), `varde-bench-${bench.name}-`));
  const settings: Record<string, Readonly<Record<string, string>>> = {};
  try {
    const result = await bench.run({
      ...options,
      folder,
      settings: (of, read) => {
        settings[of] = read;
      },
    });
    const { runs, quick, machine } = options;
    return { measuredAt: new Date().toISOString(), runs, quick, machine, settings, result };
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
