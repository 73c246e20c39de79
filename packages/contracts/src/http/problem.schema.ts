import { z } from 'zod';

/** application/problem+json, RFC 9457; `code` is stable and what clients may switch on. */
export const problemSchema = z.object({
  type: z.string(),
  title: z.string(),
  status: z.int(),
  detail: z.string().optional(),
  code: z.string(),
  /** On 409: the current state of what was raced for. */
  current: z.unknown().optional(),
  faults: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof problemSchema>;
