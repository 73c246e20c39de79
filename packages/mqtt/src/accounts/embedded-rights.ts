import { timingSafeEqual } from 'node:crypto';
import { topicMatches } from '../topic-router.ts';
import { accountTopics, SERVICE_READS, SERVICE_WRITES } from './account-topics.ts';
import type { AccountRecord } from './broker-account.ts';

/** What a connection of the embedded broker may do, the same as its role would say in Mosquitto. */
export type Rights = {
  readonly username: string;
  /** The record the rights come from; a service has none. */
  readonly record: AccountRecord | null;
  mayWrite(topic: string): boolean;
  maySubscribe(filter: string): boolean;
  mayRead(topic: string): boolean;
};

export const accountRights = (record: AccountRecord): Rights => {
  const topics = accountTopics(record.devices);
  const write = new Set(topics.write);
  const read = new Set(topics.read);
  return {
    username: record.username,
    record,
    mayWrite: (topic) => write.has(topic),
    maySubscribe: (filter) => read.has(filter),
    mayRead: (topic) => read.has(topic),
  };
};

const SERVICE_PREFIX = SERVICE_READS.slice(0, -1);

export const serviceRights = (username: string): Rights => ({
  username,
  record: null,
  mayWrite: (topic) => SERVICE_WRITES.some((filter) => topicMatches(filter, topic)),
  // `$share/…` too is refused: aedes would grant it and deliver nothing.
  maySubscribe: (filter) => filter.startsWith(SERVICE_PREFIX),
  mayRead: (topic) => topic.startsWith(SERVICE_PREFIX),
});

/** Whether a connection made with the one record may stay now that the table holds the other. */
export const sameCredential = (a: AccountRecord, b: AccountRecord): boolean =>
  a.hash.length === b.hash.length && timingSafeEqual(a.hash, b.hash) && a.salt.equals(b.salt);

export const sameDevices = (a: AccountRecord, b: AccountRecord): boolean =>
  a.devices.length === b.devices.length && a.devices.every((id, at) => id === b.devices[at]);
