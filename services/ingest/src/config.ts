import { commonConfig, mqttConfig } from '@varde/runtime';
import { z } from 'zod';

export const configSchema = z.object({
  ...commonConfig,
  ...mqttConfig,
  VARDE_LANE: z.enum(['alarm', 'event']),
  /** `shared`: the broker spreads the event lane over many connections. */
  VARDE_SUBSCRIPTIONS: z.enum(['plain', 'shared']).default('plain'),
});
export type IngestConfig = z.infer<typeof configSchema>;
