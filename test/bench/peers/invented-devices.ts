import { randomUUID } from 'node:crypto';
import type { PublisherAccount } from './publisher.ts';

export const inventDevices = (count: number): string[] => Array.from({ length: count }, () => randomUUID());

/** For brokers that let anybody in: so many connections with so many devices each. */
export const inventedAccounts = (connections: number, devicesEach: number): PublisherAccount[] =>
  Array.from({ length: connections }, () => ({ devices: inventDevices(devicesEach) }));
