import { DEVICE_STATES } from '@varde/domain';
import { z } from 'zod';
import { instant, text } from './fields.ts';

const deviceState = z.enum(DEVICE_STATES);

export const deviceSchema = z.object({
  id: z.uuid(),
  profile: z.string(),
  label: z.string(),
  serial: z.string(),
  state: deviceState,
  residentId: z.uuid().optional(),
  place: z.string().optional(),
  /** While a person holds it in test mode. */
  testUntil: instant.optional(),
  registeredAt: instant,
  /** What can be done with it next, of the steps of its life. */
  steps: z.array(z.string()),
  /** What it can be used for, and whether that is on. */
  functions: z.array(z.object({ name: z.string(), label: z.string(), on: z.boolean() })),
  /** Whom it is meant for, while it is not there yet. */
  assignedTo: z.uuid().optional(),
  appointmentAt: instant.optional(),
  /** In which store or van. */
  location: z.string().optional(),
  installedAt: instant.optional(),
  /** With the centre, since it was installed. */
  testedAt: instant.optional(),
  servicedAt: instant.optional(),
  batteryAt: instant.optional(),
  /** Nothing grants it any more: it is to be fetched. */
  collectSince: instant.optional(),
  /** The one whose place it took. */
  replaces: z.uuid().optional(),
  lastContact: instant.optional(),
  battery: z.number().optional(),
  rssi: z.number().optional(),
  power: z.string().optional(),
  firmware: z.string().optional(),
  version: z.int(),
  change: z.int(),
});
export type DeviceView = z.infer<typeof deviceSchema>;

export const registerDeviceBody = z.object({
  profile: z.string(),
  serial: text(64),
  residentId: z.uuid().optional(),
  place: text(100).optional(),
});

export const changeDeviceBody = z
  .object({
    /** null: back to stock. */
    residentId: z.uuid().nullable().optional(),
    place: text(100).nullable().optional(),
  })
  .refine((body) => body.residentId !== undefined || body.place !== undefined, 'changes nothing');

/** Test mode: 5 minutes by default, 30 at most. */
export const testDeviceBody = z.object({
  minutes: z.number().positive().max(30).default(5),
  /** The operators are to answer what the device sends meanwhile: a blue, quiet call of its own. */
  call: z.boolean().default(false),
});

export const deviceQuerySchema = z.object({
  /** The beginning of a serial number. */
  serial: z.string().max(64).optional(),
  resident: z.uuid().optional(),
  profile: z.string().max(64).optional(),
  state: deviceState.optional(),
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});

export const credentialSchema = z.object({ username: z.string(), password: z.string() });
export const registeredDeviceSchema = z.object({ device: deviceSchema, credential: credentialSchema });

export const deviceProfileSchema = z.object({
  id: z.string(),
  label: z.string(),
  kinds: z.array(z.string()),
  heartbeatSeconds: z.int(),
  /** Not heard for so long while we listened, it is silent. */
  silentAfterSeconds: z.int(),
  /** The other devices of its home speak through it. */
  hub: z.boolean(),
  /** Stands in a socket. */
  mains: z.boolean(),
  lifeCritical: z.boolean(),
  mobile: z.boolean(),
  speech: z.boolean(),
  /** Speaks through the hub of its home. */
  throughHub: z.boolean(),
  battery: z.object({ type: z.enum(['lithium', 'alkaline', 'rechargeable']), months: z.int() }).nullable(),
  /** Hours it goes on without mains. */
  backupHours: z.number().nullable(),
  functions: z.array(z.object({ name: z.string(), label: z.string(), needsLegalBasis: z.boolean() })),
  checks: z.array(z.object({ name: z.string(), label: z.string() })),
  serviceMonths: z.int().nullable(),
  commands: z.array(z.string()),
  serial: z.object({ form: z.enum(['free', 'imei']), example: z.string() }),
  owner: z.enum(['municipality', 'leased', 'nav']),
});

/** A gateway account (hub, load generator): may write and read for the devices it lists. */
export const gatewayBody = z.object({ devices: z.array(z.uuid()).min(1).max(20_000) });
export const gatewaySchema = z.object({ credential: credentialSchema, devices: z.int() });
