import { z } from 'zod';

const instant = z.iso.datetime({ offset: true });
const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), 'holds a character that cannot be stored');

export const deviceSchema = z.object({
  id: z.uuid(),
  profile: z.string(),
  label: z.string(),
  serial: z.string(),
  state: z.enum(['in-stock', 'in-service', 'retired']),
  residentId: z.uuid().optional(),
  place: z.string().optional(),
  registeredAt: instant,
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

export const credentialSchema = z.object({ username: z.string(), password: z.string() });
export const registeredDeviceSchema = z.object({ device: deviceSchema, credential: credentialSchema });

export const deviceProfileSchema = z.object({
  id: z.string(),
  label: z.string(),
  kinds: z.array(z.string()),
  heartbeatSeconds: z.int(),
  lifeCritical: z.boolean(),
  mobile: z.boolean(),
  speech: z.boolean(),
});

/** A gateway account (hub, load generator): may write and read for the devices it lists. */
export const gatewayBody = z.object({ devices: z.array(z.uuid()).min(1).max(20_000) });
export const gatewaySchema = z.object({ credential: credentialSchema, devices: z.int() });
