import {
  ACTIONS,
  ALARM_QUEUES,
  ALARM_STATES,
  CAUSES,
  CLOSING_REASONS,
  COLOURS,
  CONDITIONS,
  RESPONDER_STATUSES,
} from '@varde/domain';
import { z } from 'zod';
import { instant, text } from './fields.ts';

export const whySchema = z.object({
  code: z.string(),
  /** Bokmål; other languages are made from code and values. */
  text: z.string(),
  values: z.record(z.string(), z.union([z.string(), z.number()])).optional(),
});

/** One alarm as everybody outside sees it: in lists, on its page and on the stream. */
export const alarmSchema = z.object({
  id: z.uuid(),
  number: z.int(),
  queue: z.enum(ALARM_QUEUES),
  colour: z.enum(COLOURS),
  state: z.enum(ALARM_STATES),
  condition: z.enum(CONDITIONS),
  kind: z.string(),
  category: z.string(),
  label: z.string(),
  test: z.boolean(),
  receivedAt: instant,
  /** When the present colour began to count; with answerBy it gives the share of the target used up. */
  colourSince: instant,
  answerBy: instant,
  answeredAt: instant.optional(),
  closedAt: instant.optional(),
  operator: z.object({ id: z.uuid(), name: z.string() }).optional(),
  offerUntil: instant.optional(),
  /** Whoever has it is not seen since: it rings at everybody, and who answers first has it. */
  holderUnseenSince: instant.optional(),
  shelvedUntil: instant.optional(),
  contact: z.boolean().optional(),
  responder: z.enum(RESPONDER_STATUSES).optional(),
  cause: z.enum(CAUSES).optional(),
  action: z.enum(ACTIONS).optional(),
  residents: z.array(z.object({ id: z.uuid(), name: z.string() })),
  device: z.object({ id: z.uuid(), profile: z.string(), label: z.string(), serial: z.string() }).optional(),
  area: z.object({ id: z.string(), name: z.string() }).optional(),
  place: z.string(),
  /** One thing that many alarms are about: `GET /api/incidents/{id}`. */
  incident: z.object({ id: z.uuid() }).optional(),
  events: z.int(),
  why: z.array(whySchema),
  version: z.int(),
  change: z.int(),
});
export type AlarmView = z.infer<typeof alarmSchema>;

export const timelineEntrySchema = z.object({
  change: z.int(),
  at: instant,
  action: z.string(),
  actor: z.object({ id: z.uuid(), name: z.string() }).optional(),
  detail: z.record(z.string(), z.unknown()),
});

export const alarmEventSchema = z.object({
  id: z.string(),
  messageId: z.guid(),
  kind: z.string(),
  label: z.string(),
  at: instant,
  receivedAt: instant,
  marks: z.array(z.string()),
  data: z.record(z.string(), z.unknown()).optional(),
});

/** Dead, moved away or done with us; their next of kin are not rung any more. */
export const closedSchema = z.object({ at: instant, reason: z.enum(CLOSING_REASONS) });

export const residentCardSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  age: z.int().optional(),
  phone: z.string().optional(),
  needs: z.array(z.string()),
  hazards: z.array(z.string()),
  closed: closedSchema.optional(),
  nextOfKin: z.array(
    z.object({ name: z.string(), relation: z.string(), phone: z.string().optional(), hasKey: z.boolean() }),
  ),
  responsePlan: z
    .object({ version: z.int(), approvedAt: instant, steps: z.array(z.object({ text: z.string() })) })
    .optional(),
});

export const homeCardSchema = z.object({
  street: z.string(),
  houseNumber: z.string(),
  entrance: z.string().optional(),
  floor: z.string().optional(),
  unitNumber: z.string().optional(),
  postalCode: z.string(),
  city: z.string(),
  keyBox: z.string().optional(),
  accessNote: z.string().optional(),
  island: z.boolean(),
});

/** `GET /api/alarms/{id}`: the alarm with all that an operator needs beside it. */
export const alarmDetailSchema = alarmSchema.extend({
  timeline: z.array(timelineEntrySchema),
  /** Events merged into the alarm, latest first, 50 at most. */
  eventList: z.array(alarmEventSchema),
  /** What the home's devices said in the hour before it, latest first, 30 at most. */
  before: z.array(alarmEventSchema),
  residentCards: z.array(residentCardSchema),
  home: homeCardSchema.optional(),
  devices: z.array(
    z.object({
      id: z.uuid(),
      profile: z.string(),
      label: z.string(),
      serial: z.string(),
      place: z.string(),
      lastContact: instant.optional(),
      battery: z.number().optional(),
    }),
  ),
  /** Other alarms of the same home that are not closed. */
  sameHome: z.array(alarmSchema),
});
export type AlarmDetailView = z.infer<typeof alarmDetailSchema>;

export const alarmQuerySchema = z.object({
  queue: z.enum(ALARM_QUEUES).optional(),
  /** Without it: every alarm that is not closed. */
  state: z.enum(ALARM_STATES).optional(),
  colour: z.enum(COLOURS).optional(),
  resident: z.uuid().optional(),
  device: z.uuid().optional(),
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(200),
});

export const noteBody = z.object({ text: text(4_000) });
export const colourBody = z.object({ colour: z.enum(COLOURS), reason: text(500).optional() });
export const contactBody = z.object({ made: z.boolean() });
export const respondBody = z.object({
  status: z.enum(RESPONDER_STATUSES).default('sent'),
  responder: text(200).optional(),
});
export const shelveBody = z.object({ until: instant, reason: text(500) });
export const closeBody = z.object({ cause: z.enum(CAUSES), action: z.enum(ACTIONS), note: text(4_000).optional() });
export const phonedAlarmBody = z.object({
  residentId: z.uuid(),
  kind: z.string().default('alarm-button-pressed'),
  colour: z.enum(COLOURS).optional(),
  note: text(4_000).optional(),
  /** True: whoever writes it down has the caller on the line, and handles it from the first moment. */
  answer: z.boolean().default(false),
});

/** Data of the stream's `offer` event. */
export const offerSchema = z.object({ alarm: alarmSchema, until: instant });
export const presenceBody = z.object({ available: z.boolean() });
export const meSchema = z.object({
  id: z.uuid(),
  name: z.string(),
  username: z.string(),
  role: z.string(),
  municipality: z.object({ id: z.string(), name: z.string() }),
  presence: z.object({ available: z.boolean(), since: instant.optional() }),
});
export type MeView = z.infer<typeof meSchema>;
