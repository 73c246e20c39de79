import { randomUUID } from 'node:crypto';
import type { PublisherAccount } from './publisher.ts';

/** A gateway's worth: Varde's broker goes through an account's list of topics for each message. */
const DEVICES_A_CONNECTION = 20;

export const inConnections = <T>(devices: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(devices.length / DEVICES_A_CONNECTION) }, (_each, index) =>
    devices.slice(index * DEVICES_A_CONNECTION, (index + 1) * DEVICES_A_CONNECTION),
  );

/** For brokers that let anybody in. */
export const inventAccounts = (devices: number): PublisherAccount[] =>
  inConnections(Array.from({ length: devices }, () => randomUUID())).map((each) => ({ devices: each }));
