import { commonConfig, mqttConfig } from '@varde/runtime';
import { z } from 'zod';

export const configSchema = z.object({ ...commonConfig, ...mqttConfig });
