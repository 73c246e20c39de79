import { DECISION_ENDS } from '@varde/domain';
import { z } from 'zod';
import { text } from './fields.ts';

/** A day in Norway. */
const day = z.iso.date();

const legalBasisSchema = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('consent'), givenOn: day }),
  z.object({
    kind: z.literal('pbrl-4-6-a'),
    capacityAssessedOn: day,
    nextOfKinHeardOn: day.nullable(),
    objects: z.boolean(),
    reviewBy: day,
  }),
]);

const grantSchema = z.object({ function: z.string().max(64), basis: legalBasisSchema.nullable() });

export const decisionSchema = z.object({
  id: z.uuid(),
  number: z.string(),
  residentId: z.uuid(),
  validFrom: day,
  /** The last day. */
  validUntil: day.optional(),
  /** From that day on it does not hold. */
  ended: z.object({ on: day, reason: z.enum(DECISION_ENDS) }).optional(),
  grants: z.array(grantSchema),
  /** Profiles of the devices it grants. */
  orders: z.array(z.string()),
  version: z.int(),
  change: z.int(),
});
export type DecisionView = z.infer<typeof decisionSchema>;

export const decisionBody = z.object({
  number: text(64),
  residentId: z.uuid(),
  validFrom: day,
  validUntil: day.optional(),
  grants: z.array(grantSchema).max(50),
  orders: z.array(z.string().max(64)).max(50).default([]),
});

/** `on`: today, unless it is told; never before today, since what was done until now was granted. */
export const endDecisionBody = z.object({ reason: z.enum(DECISION_ENDS), on: day.optional() });

export const decisionQuerySchema = z.object({
  resident: z.uuid().optional(),
  /** The beginning of a number. */
  number: z.string().max(64).optional(),
  cursor: z.string().max(256).optional(),
  limit: z.coerce.number().int().min(1).max(500).default(100),
});
