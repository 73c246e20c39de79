import { CLOSENESS, DEVICE_STATES, FOUND_TYPES } from '@varde/domain';
import { z } from 'zod';
import { text } from './fields.ts';

export const searchQuerySchema = z.object({
  /** Of a serial number, a name, an address or a decision number: two characters at least. */
  q: text(100).refine((typed) => typed.length >= 2, 'has fewer than two characters'),
  limit: z.coerce.number().int().min(1).max(50).default(20),
});

export const foundSchema = z.object({
  type: z.enum(FOUND_TYPES),
  id: z.uuid(),
  /** Serial or decision number, name, or street and number. */
  title: z.string(),
  /** What tells it from others of the same title. */
  detail: z.string(),
  /** All of it was typed, its beginning, or it with a typing fault. */
  closeness: z.enum(CLOSENESS),
  deviceId: z.uuid().optional(),
  decisionId: z.uuid().optional(),
  residentId: z.uuid().optional(),
  homeId: z.uuid().optional(),
  /** A device's. */
  state: z.enum(DEVICE_STATES).optional(),
});
export type FoundView = z.infer<typeof foundSchema>;
