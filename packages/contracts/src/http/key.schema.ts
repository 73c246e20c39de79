import { z } from 'zod';
import { instant, text } from './fields.ts';

export const unlockRightBody = z
  .object({
    /** A unit, or a member of staff by name. */
    holder: text(100),
    /** Left out: now. */
    from: instant.optional(),
    until: instant,
    /** What the visit is for; or the alarm it belongs to. */
    visit: text(200).optional(),
    alarmId: z.uuid().optional(),
  })
  .refine((body) => (body.visit === undefined) !== (body.alarmId === undefined), 'is for a visit or for an alarm');

export const unlockRightSchema = z.object({
  id: z.uuid(),
  holder: z.string(),
  from: instant,
  until: instant,
  visit: z.string().optional(),
  alarmId: z.uuid().optional(),
  revokedAt: instant.optional(),
});
export type UnlockRightView = z.infer<typeof unlockRightSchema>;

/** `explained`: a visit or an alarm expected it; one that nothing explains became an alarm, `alarmId`. */
export const openingSchema = z.object({
  eventId: z.string(),
  deviceId: z.uuid(),
  kind: z.string(),
  label: z.string(),
  at: instant,
  explained: z.boolean(),
  alarmId: z.uuid().optional(),
});

export const keyBody = z.object({ residentId: z.uuid(), label: text(64), holder: text(100) });
export const handOverBody = z.object({ holder: text(100), version: z.int().optional() });

export const keySchema = z.object({
  id: z.uuid(),
  homeId: z.uuid(),
  label: z.string(),
  holder: z.string(),
  since: instant,
  /** Back with whoever lives there. */
  returnedAt: instant.optional(),
  version: z.int(),
});
export type KeyView = z.infer<typeof keySchema>;

export const keyQuerySchema = z.object({
  resident: z.uuid().optional(),
  holder: z.string().max(100).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
