import { seconds } from '../instant.ts';

/** What a canary goes through: the three topics, and the queue of the dispatcher behind them. */
export const CANARY_LANES = ['alarm', 'event', 'status', 'dispatch'] as const;
export type CanaryLane = (typeof CANARY_LANES)[number];

/** The device that speaks on each topic. Fixed, since the broker is told who may write there before it starts. */
export const CANARY_DEVICES = {
  alarm: 'ca9a1100-0000-4000-8000-000000000001',
  event: 'ca9a1100-0000-4000-8000-000000000002',
  status: 'ca9a1100-0000-4000-8000-000000000003',
} as const;

export const CANARY_DEVICE_IDS: readonly string[] = Object.values(CANARY_DEVICES);

export const isCanaryDevice = (deviceId: string): boolean => CANARY_DEVICE_IDS.includes(deviceId);

/**
 * A municipality of nobody's: all that people see, of lists, streams and reports, is of their own, so nothing of a
 * canary ever is.
 */
export const CANARY_MUNICIPALITY = '0000';

/** Not among the device profiles, nor the kind in the catalogue: no person and no device has anything to do with it. */
export const CANARY_PROFILE = 'canary';
export const CANARY_KIND = 'canary';

/** One sets out on every lane this often. */
export const CANARY_PERIOD = seconds(10);
