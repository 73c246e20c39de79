import path from 'node:path';
import type { Arrival } from './peer.ts';
import { type RunningProcess, startChild } from './processes/start-process.ts';

export type OperatorSink = RunningProcess & {
  readonly url: string;
  /** Every red that was posted, as often as it was. */
  arrivals(): Promise<readonly Arrival[]>;
  /** Routine events posted. */
  events(): number;
};

/** The operator's end of a peer that delivers by HTTP, as a process of its own. */
export const startOperatorSink = async (log: string): Promise<OperatorSink> => {
  let events = 0;
  const child = await startChild<'arrivals' | 'url'>({
    file: path.join(import.meta.dirname, 'operator-sink.main.ts'),
    options: {},
    log,
    onTell: (tell) => {
      events = tell as number;
    },
  });
  const url = await child.ask<string>('url');
  return { ...child, url, arrivals: () => child.ask('arrivals'), events: () => events };
};
