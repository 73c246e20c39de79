import { commonConfig, type Env, portSchema, readConfig } from '@varde/runtime';
import { z } from 'zod';

const schema = z.object({
  VARDE_PROCESS: commonConfig.VARDE_PROCESS,
  VARDE_DATABASE_URL: commonConfig.VARDE_DATABASE_URL,
  VARDE_QUEUE_URL: commonConfig.VARDE_QUEUE_URL,
  VARDE_LOG_LEVEL: commonConfig.VARDE_LOG_LEVEL,
  VARDE_HOST: z.string().min(1).default('127.0.0.1'),
  VARDE_PORT: portSchema,
  /** As browsers reach it: https here makes the session cookie secure and trusts a private proxy's headers. */
  VARDE_PUBLIC_URL: z.url({ protocol: /^https?$/ }),
  VARDE_OIDC_ISSUER: z.url({ protocol: /^https?$/ }),
  VARDE_OIDC_CLIENT_ID: z.string().min(1),
  VARDE_OIDC_CLIENT_SECRET: z.string().min(1),
  VARDE_SESSION_SECRET: z.string().min(32),
  /** The built console; without it the api answers alone. */
  VARDE_CONSOLE_DIR: z.string().min(1).optional(),
  VARDE_MQTT_URL: z.url({ protocol: /^mqtts?$/ }),
  /** Where broker accounts are Mosquitto's (`dynsec`), its admin. */
  VARDE_MQTT_USERNAME: z.string().min(1),
  VARDE_MQTT_PASSWORD: z.string().min(1),
  VARDE_MQTT_CLIENT_SECRET: z.string().min(16),
  VARDE_BROKER_ACCOUNTS: z.enum(['aedes', 'dynsec']),
});

export type ApiConfig = z.output<typeof schema>;

export const readApiConfig = (env: Env): ApiConfig => readConfig(schema, env);
