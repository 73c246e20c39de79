import path from 'node:path';
import { type Child, startChild } from './processes/start-process.ts';

/** A connection to the broker and the devices it speaks for. */
export type PublisherAccount = {
  readonly username?: string;
  readonly password?: string;
  readonly devices: readonly string[];
};

export type PublisherOptions = {
  readonly mqttUrl: string;
  readonly accounts: readonly PublisherAccount[];
  /** Subscribes to the receipts of its devices and counts them. */
  readonly receipts: boolean;
};

export type PublisherAsk =
  /** Routine events are published as fast as the broker takes them until there are so many in all. */
  | { readonly do: 'allow'; readonly upTo: number }
  /** So many more a second, open loop; answered at the end. */
  | { readonly do: 'pace'; readonly perSecond: number; readonly seconds: number }
  /** One red of each device at its intended instant; answered when all are acknowledged, with what was sent. */
  | { readonly do: 'reds'; readonly devices: readonly string[]; readonly instants: readonly number[] };

/** Routine events so far; told about twenty times a second. */
export type Progress = {
  readonly published: number;
  /** By the broker. */
  readonly acknowledged: number;
  /** By a receipt `stored`; reds count here too. */
  readonly stored: number;
};

export type RedSent = {
  readonly id: string;
  readonly deviceId: string;
  /** As intended, epoch milliseconds. */
  readonly sentAt: number;
  /** The broker has said that it has it. */
  readonly acknowledged: boolean;
};

export type Publisher = Child<PublisherAsk> & { readonly progress: () => Progress };

/** Devices as a process of its own, so that what it sends is not slowed by what this one measures. */
export const startPublisher = async (options: PublisherOptions, log: string, nice?: number): Promise<Publisher> => {
  let progress: Progress = { published: 0, acknowledged: 0, stored: 0 };
  const child = await startChild<PublisherAsk>({
    file: path.join(import.meta.dirname, 'publisher.process.ts'),
    options,
    log,
    ...(nice === undefined ? {} : { nice }),
    onTell: (tell) => {
      progress = tell as Progress;
    },
  });
  return { ...child, progress: () => progress };
};
