import { z } from 'zod';
import { instant, text } from './fields.ts';

/** The device's `version` as whoever asks has seen it: another's step in between is a 409, not a surprise. */
const seen = { version: z.int().optional() };
const reason = text(500).optional();
/** A store or a van. */
const location = text(100).optional();

export const assignBody = z.object({ residentId: z.uuid(), appointmentAt: instant.optional(), ...seen });
export const unassignBody = z.object(seen);
export const prepareBody = z.object({
  sim: z
    .string()
    .trim()
    .regex(/^\d{18,20}$/, 'is no SIM card number')
    .optional(),
  location,
  ...seen,
});
export const installBody = z.object({
  /** Left out: whom it is assigned to. */
  residentId: z.uuid().optional(),
  place: text(100),
  /** Names of the profile's checks that were seen to be so. */
  checks: z.array(z.string().max(64)).max(50).default([]),
  /** What is to be on; left out: all that may be. */
  functions: z.array(z.string().max(64)).max(50).optional(),
  ...seen,
});
export const passTestBody = z.object(seen);
export const serviceBody = z.object({ battery: z.boolean().default(false), note: reason, ...seen });
export const returnBody = z.object({ reason, ...seen });
export const cleanBody = z.object({ location, ...seen });
export const repairBody = z.object({ reason, ...seen });
export const retireBody = z.object({ reason, ...seen });
/** `with`: the prepared device that takes its place. */
export const swapBody = z.object({ with: z.uuid(), ...seen });

/** All that is to be on; what is not named is off. */
export const functionsBody = z.object({ on: z.array(z.string().max(64)).max(50), ...seen });

const standingSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('granted'), decision: z.string() }),
  /** On all the same, though no decision grants it. */
  z.object({ kind: z.literal('missing'), why: z.string() }),
  z.object({ kind: z.literal('forbidden'), why: z.string() }),
]);

export const deviceFunctionSchema = z.object({
  name: z.string(),
  label: z.string(),
  on: z.boolean(),
  standing: standingSchema,
});
export type DeviceFunctionView = z.infer<typeof deviceFunctionSchema>;
