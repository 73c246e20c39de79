import { z } from 'zod';

export type Env = Readonly<Record<string, string | undefined>>;

/** The environment does not say what the service needs; the message names every fault at once. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  override readonly name = 'ConfigError';
}

/** Parses the environment once. Values are never part of the message: some are secrets. */
export const readConfig = <S extends z.ZodType>(schema: S, env: Env): z.output<S> => {
  const parsed = schema.safeParse(env);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`);
  throw new ConfigError(`Configuration is not complete. ${faults.join('; ')}`);
};

/** What every service reads. */
export const commonConfig = {
  VARDE_PROCESS: z.string().min(1),
  VARDE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  VARDE_QUEUE_URL: z.url({ protocol: /^(rediss?|postgres(ql)?)$/ }),
  VARDE_HEALTH_PORT: z.coerce.number().int().min(0).max(65_535).default(0),
  VARDE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/** What a service on the broker reads besides. */
export const mqttConfig = {
  VARDE_MQTT_URL: z.url({ protocol: /^mqtts?$/ }),
  VARDE_MQTT_USERNAME: z.string().min(1),
  VARDE_MQTT_PASSWORD: z.string().min(1),
  VARDE_MQTT_CLIENT_SECRET: z.string().min(16),
};
