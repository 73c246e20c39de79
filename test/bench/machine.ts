import os from 'node:os';

/** What the figures were measured on. */
export type Machine = {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly kernel: string;
  /** One minute's load average before the bench began: above a few tenths, something else was running. */
  readonly loadBefore: number;
};

export const readMachine = (): Machine => ({
  cpu: os.cpus()[0]?.model.trim() ?? 'unknown',
  cores: os.availableParallelism(),
  memoryGiB: Math.round(os.totalmem() / 2 ** 30),
  kernel: `${os.type()} ${os.release()}`,
  loadBefore: Math.round((os.loadavg()[0] ?? 0) * 100) / 100,
});
