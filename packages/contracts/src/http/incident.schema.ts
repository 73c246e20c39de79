import { CALL_REASONS } from '@varde/domain';
import { z } from 'zod';
import { alarmSchema } from './alarm.schema.ts';
import { instant } from './fields.ts';

/** One thing that many alarms are about. */
export const incidentSchema = z.object({
  id: z.uuid(),
  kind: z.enum(['power-cut', 'outage']),
  /** Of a power cut: the whole area, or a street or an address of it. */
  area: z.object({ id: z.string(), name: z.string() }).optional(),
  street: z.string().optional(),
  houseNumber: z.string().optional(),
  beganAt: instant,
  /** Absent while it lasts. */
  endedAt: instant.optional(),
  closedAt: instant.optional(),
  /** The technicians' alarm about it: closing that closes the incident. */
  alarmId: z.uuid(),
  /** The operators' latest call round. */
  callAlarmId: z.uuid().optional(),
  members: z.int(),
  /** Members whose alarm is open and not restored. */
  active: z.int(),
  /** Residents on the call list. */
  toCall: z.int(),
});
export type IncidentView = z.infer<typeof incidentSchema>;

/** One line of the call list, the most vulnerable first. */
export const callRowSchema = z.object({
  resident: z.object({ id: z.uuid(), name: z.string() }),
  age: z.int().optional(),
  phone: z.string().optional(),
  street: z.string(),
  houseNumber: z.string(),
  floor: z.string().optional(),
  unitNumber: z.string().optional(),
  /** Why they are on the list, the weightiest first. */
  reasons: z.array(z.enum(CALL_REASONS)),
  powerBack: z.boolean(),
  /** Somebody has spoken with the home since it was hit, on whatever alarm. */
  contacted: z.boolean(),
});

export const incidentDetailSchema = incidentSchema.extend({
  callList: z.array(callRowSchema),
  /** The members' alarms, active ones first, 500 at most. */
  alarms: z.array(alarmSchema),
});
export type IncidentDetailView = z.infer<typeof incidentDetailSchema>;

export const incidentQuerySchema = z.object({
  /** Without it: those that are not closed. */
  state: z.enum(['open', 'closed']).default('open'),
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
