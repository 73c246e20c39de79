import type { BenchContext } from '../bench.ts';
import type { Progress, PublisherAccount, RedSent } from './publisher.ts';

/** A red in front of the operator, at epoch milliseconds. */
export type Arrival = { readonly key: string; readonly at: number };

/** What stands ready for the load, how many devices it needs, and where it may write. */
export type PeerRoom = {
  readonly context: BenchContext;
  readonly folder: string;
  readonly routineDevices: number;
  /** At least so many; each sends one red at most. */
  readonly redDevices: number;
};

export type RunningPeer = {
  readonly mqttUrl: string;
  readonly routine: readonly PublisherAccount[];
  readonly reds: readonly PublisherAccount[];
  /** It sends receipts, and its devices listen to them. */
  readonly receipts: boolean;
  /** Routine events that it is done with. */
  processed(progress: Progress): number;
  /** All there have been so far; a red that came twice is there twice. */
  arrivals(): Promise<readonly Arrival[]>;
  /** By what a red is known among the arrivals. */
  keyOf(red: RedSent): string;
  /** SIGKILL of every process of its own at once; brokers and databases are nobody's own. */
  crash(): Promise<void>;
  restart(): Promise<void>;
  /** How many of these it still lists as alarms when asked; null: it keeps no list. */
  remembered(reds: readonly RedSent[]): Promise<number | null>;
  stop(): Promise<void>;
};

export type Peer = {
  readonly name: string;
  /** What is counted as in front of the operator. */
  readonly sink: string;
  /** What it does with a routine event. */
  readonly work: string;
  start(room: PeerRoom): Promise<RunningPeer>;
};

/** It cannot run on this machine; the message says what is missing. */
export class PeerMissing extends Error {
  readonly code = 'peer-missing';
}
