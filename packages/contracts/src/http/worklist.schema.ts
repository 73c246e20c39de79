import { WORK_KINDS } from '@varde/domain';
import { z } from 'zod';
import { instant, text } from './fields.ts';

const personSchema = z.object({ id: z.uuid(), name: z.string() });

export const workSchema = z.object({
  /** What it is taken and commented by. */
  key: z.string(),
  kind: z.enum(WORK_KINDS),
  /** For the resident: 3 a life may hang on it, 1 it can wait. */
  consequence: z.int(),
  since: instant,
  due: instant.optional(),
  device: z.object({ id: z.uuid(), profile: z.string(), label: z.string(), serial: z.string() }).optional(),
  place: z.string().optional(),
  residentId: z.uuid().optional(),
  areaId: z.string().optional(),
  address: z.string().optional(),
  alarm: z.object({ id: z.uuid(), kind: z.string(), label: z.string() }).optional(),
  taken: z.object({ by: personSchema, at: instant }).optional(),
  /** `stale`: written so long ago that it says little. */
  comment: z.object({ text: z.string(), by: personSchema, at: instant, stale: z.boolean() }).optional(),
});
export type WorkView = z.infer<typeof workSchema>;

export const workQuerySchema = z.object({
  area: z.string().max(64).optional(),
  kind: z.enum(WORK_KINDS).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const workParams = z.object({
  key: z.string().regex(/^(?:alarm:[0-9a-f-]{36}|device:[0-9a-f-]{36}:[a-z-]{1,20})$/),
});
export const workCommentBody = z.object({ text: text(500) });
