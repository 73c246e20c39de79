import { CANARY_DEVICES } from '@varde/domain';
import { z } from 'zod';

const PREFIX = 'varde/v1';
const CHANNELS = ['alarm', 'event', 'status', 'command-result'] as const;
/** What a device writes to. */
export type Channel = (typeof CHANNELS)[number];

const DEVICE_TOPIC = new RegExp(`^${PREFIX}/${z.regexes.uuid().source.slice(1, -1)}/(${CHANNELS.join('|')})$`);

export const deviceTopic = (id: string, channel: Channel | 'receipt' | 'command'): string =>
  `${PREFIX}/${id}/${channel}`;

/** Where our own canaries speak: nobody but the service may write there. */
export const CANARY_TOPICS = {
  alarm: deviceTopic(CANARY_DEVICES.alarm, 'alarm'),
  event: deviceTopic(CANARY_DEVICES.event, 'event'),
  status: deviceTopic(CANARY_DEVICES.status, 'status'),
} as const;

/** Everything one device may write, or one service may read of a channel. */
export const channelFilter = (channel: Channel): string => `${PREFIX}/+/${channel}`;

/** `$share` group filter: each message goes to one of the group's connections. */
export const sharedFilter = (group: string, filter: string): string => `$share/${group}/${filter}`;

export const receiptFilter = (id: string): string => `${PREFIX}/${id}/receipt`;

/** null: not a topic of a device we could know (its id is no UUID). */
export const parseDeviceTopic = (topic: string): { deviceId: string; channel: Channel } | null => {
  const [, id, channel] = DEVICE_TOPIC.exec(topic) ?? [];
  return id === undefined ? null : { deviceId: id.toLowerCase(), channel: channel as Channel };
};
