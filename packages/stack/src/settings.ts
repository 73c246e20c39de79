import { portSchema, readConfig } from '@varde/runtime';
import { z } from 'zod';

const schema = z.object({
  VARDE_STACK: z.enum(['embedded', 'servers', 'containers', 'external']).default('embedded'),
  VARDE_HOST: z.string().min(1).default('127.0.0.1'),
  VARDE_PORT: portSchema.default(8090),
  VARDE_MQTT_PORT: portSchema.refine((number) => number > 0, 'must be a port number above 0').optional(),
  VARDE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
  VARDE_BACKLOG_LIMIT: z.string().optional(),
  VARDE_PUBLIC_URL: z.url({ protocol: /^https?$/ }).optional(),
  VARDE_IMAGE_POSTGRES: z.string().default('postgres:18'),
  VARDE_IMAGE_REDIS: z.string().default('redis:8'),
  VARDE_IMAGE_MOSQUITTO: z.string().default('eclipse-mosquitto:2'),
});

/** What the stack itself is told by the environment. */
export type Settings = z.output<typeof schema>;

export const readSettings = (env: NodeJS.ProcessEnv): Settings => readConfig(schema, env);
