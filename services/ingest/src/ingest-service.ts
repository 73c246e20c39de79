import { parseDeviceTopic } from '@varde/contracts';
import { isCallForHelp, type Lane } from '@varde/domain';
import type { Packet } from '@varde/mqtt';
import type { Running } from '@varde/runtime';
import { createBatcher, createBatchers } from './batcher.ts';
import { type Delivery, readDelivery } from './delivery.ts';
import type { HearCommandResult } from './hear-command-result.ts';
import type { Judged } from './judge-delivery.ts';
import type { IngestMetrics } from './metrics.ts';
import type { NoteTests } from './note-tests.ts';
import { createSecondReader } from './second-reader.ts';
import type { StatusBuffer } from './status-buffer.ts';
import { startStatusWriter } from './status-writer.ts';
import type { StoreDeliveries, Stored } from './store-deliveries.ts';

/** Nobody waits for an event: fewer, larger batches cost the alarm lane less of what both share. */
const GATHERING = { pause: 50, enough: 400 };

export type IngestOptions = {
  readonly lane: Lane;
  readonly store: StoreDeliveries;
  readonly sendReceipts: (judged: readonly Judged[]) => void;
  readonly noteTests: NoteTests;
  readonly ring: (fresh: Stored['fresh']) => void;
  readonly statuses: StatusBuffer;
  readonly metrics: IngestMetrics;
  readonly now: () => number;
  readonly onStatusError: (error: unknown) => void;
  readonly hearCommandResult: HearCommandResult;
  /** Resolves when an event that is no call for help may be stored. */
  readonly passGate: () => Promise<void>;
};

export type Ingest = Running & {
  /** Resolves when the message may be acknowledged: all of it is committed. */
  handle(packet: Pick<Packet, 'topic' | 'payload'>): Promise<void>;
};

/** On whichever topic it comes: nothing holds it back. */
const callsForHelp = ({ reads }: Delivery): boolean =>
  reads.some((read) => read.kind === 'message' && isCallForHelp(read.eventKind));

/** Commit, then the ring, then receipts; the acknowledgement waits for the commit and for nothing else. */
export const createIngest = (options: IngestOptions): Ingest => {
  const { lane, store, sendReceipts, noteTests, ring, statuses, metrics, now } = options;

  const isMineToAnswer = createSecondReader();
  /** The event topic has one reader for each message; what is refused is told by both, since it is not sent again. */
  const answers = (judged: Judged, fresh: Stored['fresh']): boolean =>
    lane === 'event' || judged.kind === 'quarantine' || isMineToAnswer(judged.event, fresh);

  const ingest = async (deliveries: readonly Delivery[]): Promise<void> => {
    const started = now();
    const stored = await store(deliveries);
    const storedAt = now();
    ring(stored.fresh);
    const answered = stored.judged.filter((judged) => answers(judged, stored.fresh));
    sendReceipts(answered);
    noteTests(answered, storedAt);
    metrics.stored(lane, stored, (now() - started) / 1_000);
    for (const judged of stored.judged) {
      if (judged.kind === 'store') statuses.touch(judged.event.deviceId, judged.event.receivedAt);
    }
  };

  const events = createBatcher(ingest, GATHERING);
  const alarms = createBatchers(ingest);
  const contacts = startStatusWriter(statuses, options.onStatusError);

  return {
    handle: async ({ topic, payload }) => {
      const channel = parseDeviceTopic(topic)?.channel;
      // Another process hears these; a session from when this one did may still bring them.
      if (channel === 'status') return;
      if (channel === 'command-result') return options.hearCommandResult({ topic, payload });
      const delivery = readDelivery(topic, payload, lane, now());
      // A fire shares its commit with no other device's message, and waits for none.
      if (lane === 'alarm') return alarms.add(topic, delivery);
      if (!callsForHelp(delivery)) await options.passGate();
      return events.add(delivery);
    },
    close: () => contacts.close(),
  };
};
