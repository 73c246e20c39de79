import { z } from 'zod';

export const receiptSchema = z.object({
  id: z.guid().nullable(),
  state: z.enum(['stored', 'answered', 'closed', 'rejected']),
  at: z.iso.datetime(),
  reason: z.string().optional(),
  also: z.array(z.guid()).max(20).optional(),
});
/** What the service tells a device on its receipt topic. */
export type Receipt = z.infer<typeof receiptSchema>;

/** `stored` and `rejected` are QoS 0: a lost one is asked for again by the resend. */
export const receiptQos = (state: Receipt['state']): 0 | 1 => (state === 'stored' || state === 'rejected' ? 0 : 1);
