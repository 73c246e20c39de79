import { z } from 'zod';

/**
 * The queues, one per lane and one for dispatch. A job is a doorbell: it names rows that are already committed,
 * and losing it loses nothing (the sweeps find them).
 */
export const QUEUE_NAMES = { alarm: 'triage-alarm', event: 'triage-event', dispatch: 'dispatch' } as const;
export type QueueName = (typeof QUEUE_NAMES)[keyof typeof QUEUE_NAMES];

/** Stored events to be decided; one on the alarm lane, one batch on the event lane. */
export const triageJobSchema = z.object({ eventIds: z.array(z.string()).min(1).max(500) });
export type TriageJob = z.infer<typeof triageJobSchema>;

/** Something changed among the waiting alarms, the operators or the receipts. */
export const dispatchJobSchema = z.object({ municipalityId: z.string() });
export type DispatchJob = z.infer<typeof dispatchJobSchema>;
