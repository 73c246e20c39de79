import { RESPONDER_STATUSES } from '@varde/domain';
import { z } from 'zod';
import { alarmSchema } from './alarm.schema.ts';
import { deviceSchema } from './device.schema.ts';
import { instant } from './fields.ts';

/** Data of the stream's `alarm` event: the alarm as it is now, and what made it news. */
export const streamAlarmSchema = alarmSchema.extend({
  /** Names of the changes since the last time, oldest first. */
  actions: z.array(z.string()),
  /** true: it has come again and sounds at its operator once more; false: it chatters, and nobody is to hear it anew. */
  rings: z.boolean().optional(),
});
export type StreamAlarm = z.infer<typeof streamAlarmSchema>;

/** Data of the `device` event. */
export const streamDeviceSchema = deviceSchema.extend({ actions: z.array(z.string()) });
export type StreamDevice = z.infer<typeof streamDeviceSchema>;

/** Data of the `presence` event. */
export const streamPresenceSchema = z.object({
  operator: z.object({ id: z.uuid(), name: z.string() }),
  available: z.boolean(),
  since: instant,
  change: z.int(),
});
export type StreamPresence = z.infer<typeof streamPresenceSchema>;

/** Data of the `responder` event. */
export const streamResponderSchema = z.object({
  alarmId: z.uuid(),
  status: z.enum(RESPONDER_STATUSES),
  responder: z.string().optional(),
  change: z.int(),
});
export type StreamResponder = z.infer<typeof streamResponderSchema>;

/** Data of `ping`, every two seconds while the service itself sees every change: no ping, no certainty. */
export const pingSchema = z.object({ at: instant });
export type Ping = z.infer<typeof pingSchema>;
