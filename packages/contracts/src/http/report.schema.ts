import { z } from 'zod';

/** The numbers in the console's header. */
export const summarySchema = z.object({
  /** Share of today's alarms answered within their target, 0–1; absent before the first is due. */
  answeredInTime: z.number().min(0).max(1).optional(),
  operatorsPresent: z.int(),
  waiting: z.int(),
});
export type SummaryView = z.infer<typeof summarySchema>;
