import { z } from 'zod';

export const importQuerySchema = z.object({
  /** Says what would come of it, and writes nothing. */
  dryRun: z.stringbool().default(false),
  /** `all`: with one fault nothing is written. `good`: the rows that are right are. */
  rows: z.enum(['all', 'good']).default('all'),
});

export const importReportSchema = z.object({
  /** In the file, without its header. */
  rows: z.int(),
  /** New, or that would be. */
  created: z.int(),
  /** There already, and the same. */
  unchanged: z.int(),
  /** That cannot be taken. */
  wrong: z.int(),
  /** Each by its row, as a spreadsheet numbers them, and column; the first thousand. */
  faults: z.array(z.object({ row: z.int(), column: z.string().nullable(), code: z.string(), message: z.string() })),
  written: z.boolean(),
});
export type ImportReport = z.infer<typeof importReportSchema>;
