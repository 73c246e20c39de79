import { commonConfig } from '@varde/runtime';
import { z } from 'zod';

export const configSchema = z.object({ ...commonConfig, VARDE_LANE: z.enum(['alarm', 'event']) });
