import { z } from 'zod';
import { instant } from './fields.ts';

export const deviceHealthSchema = z.object({
  lastContact: instant.optional(),
  rssi: z.number().optional(),
  firmware: z.string().optional(),
  battery: z.object({
    percent: z.number().optional(),
    /** The latest first. */
    samples: z.array(z.object({ at: instant, percent: z.int() })),
    /** When it will be empty, by its own history or by how long one of its kind lasts. */
    emptyAt: instant.optional(),
    from: z.enum(['history', 'profile']).optional(),
  }),
  /** Of the last 90 days: what it said of itself. */
  technical: z.array(z.object({ kind: z.string(), label: z.string(), count: z.int(), last: instant })),
  /** Of the last 90 days: alarms that were closed, and the share of them that was nothing. */
  alarms: z.object({ closed: z.int(), falseAlarms: z.int(), falseAlarmRate: z.number().optional() }),
});
export type DeviceHealthView = z.infer<typeof deviceHealthSchema>;

export const modelHealthQuery = z.object({ by: z.enum(['profile', 'firmware', 'area']).default('profile') });
export const modelHealthSchema = z.object({
  group: z.string().nullable(),
  devices: z.int(),
  silent: z.int(),
  faults: z.int(),
});
