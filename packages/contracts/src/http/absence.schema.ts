import { ABSENCE_REASONS } from '@varde/domain';
import { z } from 'zod';
import { instant } from './fields.ts';

export const absenceBody = z.object({
  reason: z.enum(ABSENCE_REASONS).default('away'),
  /** Left out: now. */
  from: instant.optional(),
  /** Left out: a day later. */
  until: instant.optional(),
  /** Which sensors are paused; left out: all that may be. */
  devices: z.array(z.uuid()).min(1).max(100).optional(),
});
export const renewAbsenceBody = z.object({ until: instant });

export const absenceSchema = z.object({
  id: z.uuid(),
  residentId: z.uuid(),
  reason: z.enum(ABSENCE_REASONS),
  from: instant,
  until: instant,
  endedAt: instant.optional(),
  /** Whoever ended it; absent though it has ended: its time was over, or there was a sign of presence. */
  endedBy: z.uuid().optional(),
  devices: z.array(z.uuid()),
  version: z.int(),
});
export type AbsenceView = z.infer<typeof absenceSchema>;
