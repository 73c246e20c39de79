import { z } from 'zod';

export type Env = Readonly<Record<string, string | undefined>>;

/** The environment does not say what the service needs; the message names every fault at once. */
export class ConfigError extends Error {
  readonly code = 'config-invalid';
  override readonly name = 'ConfigError';
}

/** What is wrong with a variable, as the end of a sentence that begins with its name. */
const describeFault: z.core.$ZodErrorMap = (issue) => {
  if (issue.input === undefined) return 'is missing';
  if (issue.code === 'invalid_value') return `must be ${issue.values.join(' or ')}`;
  if (issue.code === 'invalid_format' && issue.format === 'url') return 'must be a URL, of the right protocol';
  if (issue.code === 'too_small' && issue.origin === 'string') {
    return issue.minimum === 1 ? 'must not be empty' : `must have at least ${issue.minimum} characters`;
  }
  return 'is not valid';
};

/** Parses the environment once. Values are never part of the message: some are secrets. */
export const readConfig = <S extends z.ZodType>(schema: S, env: Env): z.output<S> => {
  const parsed = schema.safeParse(env, { error: describeFault });
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map((issue) => `${issue.path.join('.')} ${issue.message}`);
  throw new ConfigError(`Configuration is wrong: ${faults.join('; ')}.`);
};

/** A port; 0 is any free one. */
export const portSchema = z
  .string()
  .refine((text) => /^\d{1,5}$/.test(text) && Number(text) <= 65_535, 'must be a port number')
  .transform(Number);

/** What every service reads. */
export const commonConfig = {
  VARDE_PROCESS: z.string().min(1),
  VARDE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  VARDE_QUEUE_URL: z.url({ protocol: /^(rediss?|postgres(ql)?)$/ }),
  VARDE_HEALTH_PORT: portSchema.default(0),
  VARDE_LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
};

/** What a service on the broker reads besides. */
export const mqttConfig = {
  VARDE_MQTT_URL: z.url({ protocol: /^mqtts?$/ }),
  VARDE_MQTT_USERNAME: z.string().min(1),
  VARDE_MQTT_PASSWORD: z.string().min(1),
  VARDE_MQTT_CLIENT_SECRET: z.string().min(16),
};
