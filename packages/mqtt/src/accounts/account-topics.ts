import { CANARY_TOPICS, type Channel, deviceTopic } from '@varde/contracts';

const WRITES: readonly Channel[] = ['alarm', 'event', 'status', 'command-result'];
const READS = ['receipt', 'command'] as const;

export type AccountTopics = { readonly write: readonly string[]; readonly read: readonly string[] };

/** Every topic an account with these devices may write to and read from: no patterns, nothing else. */
export const accountTopics = (devices: readonly string[]): AccountTopics => ({
  write: devices.flatMap((id) => WRITES.map((channel) => deviceTopic(id, channel))),
  read: devices.flatMap((id) => READS.map((channel) => deviceTopic(id, channel))),
});

/** What the services read, and what they write to: to every device, and in the name of their own canaries only. */
export const SERVICE_READS = 'varde/v1/#';
export const SERVICE_WRITES = [...READS.map((channel) => deviceTopic('+', channel)), ...Object.values(CANARY_TOPICS)];
