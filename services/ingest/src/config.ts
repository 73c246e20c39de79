import { commonConfig, mqttConfig } from '@varde/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...commonConfig,
  ...mqttConfig,
  VARDE_LANE: z.enum(['alarm', 'event']),
  /** Events stored and not decided; beyond it the event lane's messages are held back. */
  VARDE_BACKLOG_LIMIT: z
    .string()
    .regex(/^[1-9]\d{0,8}$/, 'must be a whole number above 0')
    .transform(Number)
    .default(2_000_000),
  /** `shared`: the broker spreads the event lane over many connections. */
  VARDE_SUBSCRIPTIONS: z.enum(['plain', 'shared']).default('plain'),
});
export type IngestConfig = z.infer<typeof configSchema>;
