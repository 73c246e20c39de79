import { isCanaryDevice, type Lane } from '@varde/domain';
import { Counter, Histogram, type Registry } from '@varde/runtime';
import type { Stored } from './store-deliveries.ts';

export type IngestMetrics = {
  /** A batch of deliveries was committed, in so many seconds. */
  stored(lane: Lane, stored: Stored, seconds: number): void;
  ringFailed(lane: Lane): void;
  receiptsFailed(count: number): void;
  retained(): void;
};

/** They are counted among nobody's messages. */
const withoutCanaries = ({ judged, fresh }: Stored): Stored => ({
  judged: judged.filter((one) => one.kind !== 'store' || !isCanaryDevice(one.event.deviceId)),
  fresh: fresh.filter((event) => !isCanaryDevice(event.deviceId)),
});

export const createIngestMetrics = (registry: Registry): IngestMetrics => {
  const registers = [registry];
  const messages = new Counter({
    name: 'varde_ingest_messages_total',
    help: 'Events new and repeated, messages quarantined (those that raise an alarm all the same count twice)',
    labelNames: ['lane', 'outcome'],
    registers,
  });
  const quarantined = new Counter({
    name: 'varde_ingest_quarantined_total',
    help: 'Messages that were no events, by reason',
    labelNames: ['reason'],
    registers,
  });
  const ringFailures = new Counter({
    name: 'varde_ingest_ring_failures_total',
    help: 'Rings that did not reach the queue in time and were left to the sweep',
    labelNames: ['lane'],
    registers,
  });
  const receiptFailures = new Counter({
    name: 'varde_ingest_receipt_failures_total',
    help: 'Receipts the broker did not take; the device asks again',
    registers,
  });
  const retained = new Counter({
    name: 'varde_ingest_retained_total',
    help: 'Retained messages, which are skipped',
    registers,
  });
  const batch = new Histogram({
    name: 'varde_ingest_batch_messages',
    help: 'Messages committed together',
    labelNames: ['lane'],
    buckets: [1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000, 5_000],
    registers,
  });
  const commit = new Histogram({
    name: 'varde_ingest_commit_seconds',
    help: 'Seconds to judge and commit a batch',
    labelNames: ['lane'],
    buckets: [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
    registers,
  });
  return {
    stored: (lane, stored, seconds) => {
      const { judged, fresh } = withoutCanaries(stored);
      batch.observe({ lane }, stored.judged.length);
      commit.observe({ lane }, seconds);
      const events = judged.filter((one) => one.kind === 'store' || one.raised !== null);
      const refused = judged.flatMap((one) => (one.kind === 'quarantine' ? [one.message.reason] : []));
      messages.inc({ lane, outcome: 'stored' }, fresh.length);
      messages.inc({ lane, outcome: 'repeated' }, events.length - fresh.length);
      messages.inc({ lane, outcome: 'quarantined' }, refused.length);
      for (const reason of refused) quarantined.inc({ reason });
    },
    ringFailed: (lane) => ringFailures.inc({ lane }),
    receiptsFailed: (count) => receiptFailures.inc(count),
    retained: () => retained.inc(),
  };
};
