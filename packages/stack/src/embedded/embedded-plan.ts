import { z } from 'zod';

const env = z.record(z.string(), z.string());

/** What the one process of `embedded` is told to run. */
export const embeddedPlanSchema = z.object({
  broker: z.object({
    port: z.number(),
    database: z.string(),
    services: z.array(z.object({ username: z.string(), password: z.string() })),
  }),
  identity: env,
  /** `main` is a file: services are below nothing here, so they are known by their place only. */
  services: z.array(z.object({ main: z.string(), env })),
});
export type EmbeddedPlan = z.output<typeof embeddedPlanSchema>;
