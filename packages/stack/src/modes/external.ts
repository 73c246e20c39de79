import { readConfig } from '@varde/runtime';
import { z } from 'zod';
import type { Mode } from './mode.ts';
import type { ModeContext } from './mode-context.ts';

const schema = z.object({
  VARDE_DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }),
  VARDE_QUEUE_URL: z.url({ protocol: /^(rediss?|postgres(ql)?)$/ }),
  VARDE_MQTT_URL: z.url({ protocol: /^mqtts?$/ }),
  VARDE_MQTT_USERNAME: z.string().min(1),
  VARDE_MQTT_PASSWORD: z.string().min(1),
  /** Who may change accounts at the broker; the services' own account when there is no other. */
  VARDE_MQTT_ADMIN_USERNAME: z.string().min(1).optional(),
  VARDE_MQTT_ADMIN_PASSWORD: z.string().min(1).optional(),
  VARDE_BROKER_ACCOUNTS: z.enum(['aedes', 'dynsec']).default('dynsec'),
  VARDE_SUBSCRIPTIONS: z.enum(['plain', 'shared']).default('shared'),
});

/** Servers somebody else runs, by their addresses: nothing is started but the services. */
export const externalMode = async (context: ModeContext): Promise<Mode> => {
  const config = readConfig(schema, context.env);
  const service = { username: config.VARDE_MQTT_USERNAME, password: config.VARDE_MQTT_PASSWORD };
  return {
    name: 'external',
    home: null,
    urls: { database: config.VARDE_DATABASE_URL, queue: config.VARDE_QUEUE_URL, mqtt: config.VARDE_MQTT_URL },
    servers: {},
    accounts: config.VARDE_BROKER_ACCOUNTS,
    subscriptions: config.VARDE_SUBSCRIPTIONS,
    together: false,
    local: false,
    storage: [],
    broker: [],
    mqtt: {
      service,
      admin: {
        username: config.VARDE_MQTT_ADMIN_USERNAME ?? service.username,
        password: config.VARDE_MQTT_ADMIN_PASSWORD ?? service.password,
      },
    },
  };
};
