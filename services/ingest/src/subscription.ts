import { channelFilter, sharedFilter } from '@varde/contracts';
import { serviceClientId } from '@varde/mqtt';
import type { IngestConfig } from './config.ts';

/**
 * Each has a window of messages in hand; together they are the largest batch. Mind when lowering it: the sessions
 * left behind at the broker go on getting their share until they expire.
 */
const SHARED_CONNECTIONS = 8;

/** What this process hears, and with how many connections. */
export const subscriptionOf = (
  config: IngestConfig,
): { readonly filters: readonly string[]; readonly clientIds: readonly string[] } => {
  const { VARDE_LANE: lane, VARDE_PROCESS: name, VARDE_MQTT_CLIENT_SECRET: secret } = config;
  // What a device answers to a command waits behind no alarm.
  const filters = lane === 'event' ? [channelFilter(lane), channelFilter('command-result')] : [channelFilter(lane)];
  // The alarm lane never shares: each of its two processes gets every alarm, so that one may die or freeze.
  if (lane === 'alarm' || config.VARDE_SUBSCRIPTIONS === 'plain') {
    return { filters, clientIds: [serviceClientId(name, secret)] };
  }
  return {
    filters: filters.map((filter) => sharedFilter('events', filter)),
    clientIds: Array.from({ length: SHARED_CONNECTIONS }, (_, i) => serviceClientId(name, secret, i)),
  };
};
