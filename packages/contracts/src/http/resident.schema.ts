import { z } from 'zod';
import { closedSchema, homeCardSchema, residentCardSchema } from './alarm.schema.ts';

export const areaSchema = z.object({ id: z.string(), name: z.string(), island: z.boolean() });

export const residentSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  area: z.object({ id: z.string(), name: z.string() }),
  street: z.string(),
  houseNumber: z.string(),
  unitNumber: z.string().optional(),
  devices: z.int(),
  closed: closedSchema.optional(),
});
export type ResidentView = z.infer<typeof residentSchema>;

export const residentDetailSchema = residentCardSchema.extend({
  area: z.object({ id: z.string(), name: z.string() }),
  homeId: z.uuid(),
  home: homeCardSchema.optional(),
  version: z.int(),
  change: z.int(),
});
export type ResidentDetailView = z.infer<typeof residentDetailSchema>;

export const residentQuerySchema = z.object({
  /** Beginnings of given and family names, in any order. */
  name: z.string().trim().max(100).optional(),
  area: z.string().max(64).optional(),
  /** Those who are closed too. */
  closed: z.stringbool().default(false),
  cursor: z.string().max(512).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
