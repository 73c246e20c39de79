import { z } from 'zod';
import { homeCardSchema } from './alarm.schema.ts';
import { instant, text } from './fields.ts';

const postalCode = z
  .string()
  .trim()
  .regex(/^\d{4}$/, 'is no postal code');

/** Somebody who lives at the same street, number, unit and postal code lives in the same home. */
export const addressBody = z.object({
  areaId: z.string().max(64),
  street: text(100),
  houseNumber: text(16),
  entrance: text(32).optional(),
  floor: text(32).optional(),
  unitNumber: text(16).optional(),
  postalCode,
  city: text(64),
  keyBox: text(64).optional(),
  accessNote: text(1_000).optional(),
});
export type AddressBody = z.output<typeof addressBody>;

/** What is left out stays; null: there is none. */
export const changeHomeBody = z.object({
  areaId: z.string().max(64).optional(),
  street: text(100).optional(),
  houseNumber: text(16).optional(),
  entrance: text(32).nullable().optional(),
  floor: text(32).nullable().optional(),
  unitNumber: text(16).nullable().optional(),
  postalCode: postalCode.optional(),
  city: text(64).optional(),
  keyBox: text(64).nullable().optional(),
  accessNote: text(1_000).nullable().optional(),
  version: z.int().optional(),
});

/** `GET /api/homes/{id}`: who lives there, what they have, and the keys to it that are out. */
export const homeSchema = homeCardSchema.extend({
  id: z.uuid(),
  area: z.object({ id: z.string(), name: z.string() }),
  residents: z.array(z.object({ id: z.uuid(), name: z.string() })),
  devices: z.array(
    z.object({
      id: z.uuid(),
      profile: z.string(),
      label: z.string(),
      serial: z.string(),
      place: z.string(),
      /** Left out: the home shares it. */
      residentId: z.uuid().optional(),
      collectSince: instant.optional(),
      lastContact: instant.optional(),
      battery: z.number().optional(),
    }),
  ),
  keysOut: z.array(z.object({ id: z.uuid(), label: z.string(), holder: z.string(), since: instant })),
  version: z.int(),
  change: z.int(),
});
export type HomeView = z.infer<typeof homeSchema>;
