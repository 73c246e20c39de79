import type { Lane, TriageOutcome } from '@varde/domain';
import { Counter, Histogram, type Registry } from '@varde/runtime';

export type TriageMetrics = {
  /** A batch was decided and committed, in so many seconds. */
  decided(lane: Lane, outcomes: readonly TriageOutcome[], seconds: number): void;
  failed(lane: Lane): void;
  swept(lane: Lane, events: number): void;
  renewed(lane: Lane): void;
};

export const createTriageMetrics = (registry: Registry): TriageMetrics => {
  const registers = [registry];
  const labelNames = ['lane'];
  const events = new Counter({
    name: 'varde_triage_events_total',
    help: 'Events decided, by outcome',
    labelNames: ['lane', 'outcome'],
    registers,
  });
  const failures = new Counter({
    name: 'varde_triage_failures_total',
    help: 'Events that could not be decided on their facts',
    labelNames,
    registers,
  });
  const swept = new Counter({
    name: 'varde_triage_swept_total',
    help: 'Events found by the sweep and not by a ring',
    labelNames,
    registers,
  });
  const renewed = new Counter({
    name: 'varde_triage_worker_renewals_total',
    help: 'Queue workers that stood still with jobs before them and were made anew',
    labelNames,
    registers,
  });
  const duration = new Histogram({
    name: 'varde_triage_seconds',
    help: 'Seconds to decide and commit a batch',
    labelNames,
    buckets: [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers,
  });
  return {
    decided: (lane, outcomes, seconds) => {
      if (outcomes.length === 0) return;
      duration.observe({ lane }, seconds);
      for (const outcome of outcomes) events.inc({ lane, outcome });
    },
    failed: (lane) => failures.inc({ lane }),
    swept: (lane, found) => swept.inc({ lane }, found),
    renewed: (lane) => renewed.inc({ lane }),
  };
};
