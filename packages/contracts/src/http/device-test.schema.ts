import { ALARM_STATES, COLOURS, TEST_STATIONS } from '@varde/domain';
import { z } from 'zod';
import { instant } from './fields.ts';

const testAlarm = {
  id: z.uuid(),
  kind: z.string(),
  label: z.string(),
  colour: z.enum(COLOURS),
  state: z.enum(ALARM_STATES),
};

export const deviceTestSchema = z.object({
  deviceId: z.uuid(),
  /** Whether the device is in test mode now. */
  open: z.boolean(),
  since: instant.optional(),
  until: instant.optional(),
  stations: z.array(
    z.object({
      station: z.enum(TEST_STATIONS),
      state: z.enum(['waiting', 'passed', 'missing', 'not-asked']),
      at: instant.optional(),
      /** Since the message came; of `broker`, since the device sent it by its own clock. */
      milliseconds: z.int().optional(),
      /** Why it is missing; `rejected` is followed by a colon and what was wrong. */
      reason: z.string().optional(),
    }),
  ),
  /** What it sent as a test. A red goes to the operators as a real one where nobody has answered it by `confirmBy`. */
  alarm: z.object({ ...testAlarm, confirmBy: instant.optional() }).optional(),
  /** What it sent meanwhile without saying that it is a test: the operators have it. */
  real: z.object(testAlarm).optional(),
  /** What the operators were asked to answer. */
  call: z.object({ ...testAlarm, operator: z.string().optional() }).optional(),
  passed: z.boolean(),
});
export type DeviceTestView = z.infer<typeof deviceTestSchema>;
