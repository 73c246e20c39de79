import { parseDeviceTopic, readStatus } from '@varde/contracts';
import type { Instant } from '@varde/domain';
import type { Packet } from '@varde/mqtt';
import type { StatusBuffer } from './status-buffer.ts';

/** A heartbeat; what is none (a last will, or out of shape) is passed over: it raises nothing, and nobody waits for it. */
export const hearStatus = (
  statuses: StatusBuffer,
  { topic, payload }: Pick<Packet, 'topic' | 'payload'>,
  receivedAt: Instant,
): void => {
  const device = parseDeviceTopic(topic);
  const status = readStatus(payload);
  if (device?.channel === 'status' && status !== null) statuses.note(device.deviceId, status, receivedAt);
};
