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

/** A red to be sent at this instant, epoch milliseconds. */
type RedIntended = { readonly deviceId: string; readonly at: number };

export type PublisherAsk =
  /** Routine events are published as fast as the broker takes them until there are so many in all. */
  | { readonly do: 'allow'; readonly upTo: number }
  /** So many more a second, open loop; answered at the end. */
  | { readonly do: 'pace'; readonly perSecond: number; readonly seconds: number }
  /** Open loop; answered, with what was sent, when the broker has acknowledged them all. */
  | { readonly do: 'reds'; readonly reds: readonly RedIntended[] };

/** Routine events so far; told about twenty times a second. */
export type Progress = {
  readonly published: number;
  /** By the broker. */
  readonly acknowledged: number;
  /** By a receipt `stored`. */
  readonly stored: number;
};

/** A red that the broker has acknowledged; `sentAt` is when it was meant to be sent. */
export type RedSent = { readonly id: string; readonly deviceId: string; readonly sentAt: number };

export type Publisher = Child<PublisherAsk> & { readonly progress: () => Progress };

/** Devices as a process of its own, so that what it sends is not slowed by what this one measures. */
export const startPublisher = async (options: PublisherOptions, log: string, nice?: number): Promise<Publisher> => {
  let progress: Progress = { published: 0, acknowledged: 0, stored: 0 };
  const child = await startChild<PublisherAsk>({
    file: path.join(import.meta.dirname, 'publisher.main.ts'),
    options,
    log,
    ...(nice === undefined ? {} : { nice }),
    onTell: (tell) => {
      progress = tell as Progress;
    },
  });
  return { ...child, progress: () => progress };
};
