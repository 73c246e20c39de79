import { statfsSync } from 'node:fs';
import os from 'node:os';
import { memoryLatencies } from './memory-latency.ts';
import { median } from './percentiles.ts';

/** What the figures were measured on. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  /** Where the servers keep their data: on `tmpfs` an fsync would mean nothing. */
  readonly disk: string;
  /** One minute's load average before the benches began: above a few tenths, something else was running. */
  readonly loadBefore: number;
  /** Nanoseconds a read of 8 MiB takes, before the bench: median and worst. What shares the host is told by nothing else. */
  readonly memoryNs: { readonly median: number; readonly worst: number };
};

/** By the magic number of statfs(2). */
const FILE_SYSTEMS: Readonly<Record<number, string>> = {
  61267: 'ext4',
  16914836: 'tmpfs',
  1481003842: 'xfs',
  2435016766: 'btrfs',
  2035054128: 'overlayfs',
};

const readDisk = (): string => {
  const { type } = statfsSync(os.tmpdir());
  return FILE_SYSTEMS[type] ?? `file system 0x${type.toString(16)}`;
};

const readMemory = (): Machine['memoryNs'] => {
  const latencies = memoryLatencies();
  return { median: median(latencies), worst: latencies.at(-1) ?? Number.NaN };
};

export const readMachine = (): Machine => ({
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  cores: os.availableParallelism(),
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  kernel: `${os.type()} ${os.release()}`,
  disk: readDisk(),
  loadBefore: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
  memoryNs: readMemory(),
});
