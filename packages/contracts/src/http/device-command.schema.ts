import { DEVICE_COMMANDS } from '@varde/domain';
import { z } from 'zod';
import { instant } from './fields.ts';

export const deviceCommandBody = z.object({
  command: z.enum(DEVICE_COMMANDS),
  /** The alarm it is for; a door is opened for one, or for a visit whose right to open is now. */
  alarmId: z.uuid().optional(),
});

export const deviceCommandSchema = z.object({
  id: z.uuid(),
  command: z.enum(DEVICE_COMMANDS),
  /** `expired`: it was not sent in time, and will not be. */
  state: z.enum(['waiting', 'sent', 'done', 'failed', 'expired']),
  by: z.uuid(),
  at: instant,
  until: instant,
  alarmId: z.uuid().optional(),
  answeredAt: instant.optional(),
  /** Why the device did not do it, in its own words. */
  reason: z.string().optional(),
});
export type DeviceCommandView = z.infer<typeof deviceCommandSchema>;
