import { CLOSING_REASONS } from '@varde/domain';
import { z } from 'zod';
import { instant, text } from './fields.ts';
import { addressBody } from './home.schema.ts';
import { residentDetailSchema } from './resident.schema.ts';

const seen = { version: z.int().optional() };
const phone = z
  .string()
  .trim()
  .regex(/^\+?[\d ]{3,20}$/, 'is no telephone number');
/** What to know before speaking, or before entering: a few words each. */
const words = z.array(text(64)).max(20);
const name = text(100);
/** Nobody we serve is older than that, and what comes after is no time that a database keeps. */
const isKept = (value: string): boolean => {
  const year = new Date(value).getUTCFullYear();
  return year >= 1850 && year <= 9999;
};
const day = z.iso.date().refine(isKept, 'is a year that nobody lives in');

export const residentBody = z
  .object({
    givenName: name,
    familyName: name,
    /** Checked, kept, and never told again. */
    nationalId: z.string().trim().max(11).optional(),
    birthDate: day.optional(),
    phone: phone.optional(),
    needs: words.default([]),
    hazards: words.default([]),
    homeId: z.uuid().optional(),
    address: addressBody.optional(),
  })
  .refine((body) => (body.homeId === undefined) !== (body.address === undefined), 'lives in a home or at an address');

/** What is left out stays; null: there is none. */
export const changeResidentBody = z.object({
  givenName: name.optional(),
  familyName: name.optional(),
  birthDate: day.nullable().optional(),
  phone: phone.nullable().optional(),
  needs: words.optional(),
  hazards: words.optional(),
  ...seen,
});

/** All of them, in the order they are to be rung. */
export const nextOfKinBody = z.object({
  items: z
    .array(z.object({ name, relation: text(64), phone: phone.optional(), hasKey: z.boolean().default(false) }))
    .max(20),
  ...seen,
});

export const moveBody = z
  .object({
    homeId: z.uuid().optional(),
    address: addressBody.optional(),
    /** What comes along; nothing else does. */
    devices: z.array(z.uuid()).max(200).default([]),
    /** What the home shares comes along though others live on there. */
    shared: z.boolean().default(false),
    ...seen,
  })
  .refine((body) => (body.homeId === undefined) !== (body.address === undefined), 'moves to a home or to an address');

export const closeResidentBody = z.object({
  reason: z.enum(CLOSING_REASONS),
  /** Left out: now. */
  at: instant.refine(isKept, 'is a year that nobody lives in').optional(),
  ...seen,
});

/** What became of the devices beside the resident as they are now. */
export const leftHomeSchema = z.object({
  resident: residentDetailSchema,
  /** Came along: to be tested with the centre again. */
  along: z.array(z.uuid()),
  /** Stay where they are, with whoever lives on there. */
  stayed: z.array(z.uuid()),
  /** On the worklist, to be fetched. */
  collect: z.array(z.uuid()),
});
export type LeftHomeView = z.infer<typeof leftHomeSchema>;
