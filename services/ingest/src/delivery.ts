import { parseDeviceTopic, readPayload } from '@varde/contracts';
import type { Instant, Lane, ReadMessage } from '@varde/domain';

/** One MQTT message as it came, read and not yet judged. */
export type Delivery = {
  readonly topic: string;
  readonly payload: Uint8Array;
  readonly lane: Lane;
  readonly receivedAt: Instant;
  /** null: the topic names no device we could know. */
  readonly deviceId: string | null;
  /** At least one; more where the event topic carried an array. */
  readonly reads: readonly ReadMessage[];
};

export const readDelivery = (topic: string, payload: Uint8Array, lane: Lane, receivedAt: Instant): Delivery => ({
  topic,
  payload,
  lane,
  receivedAt,
  deviceId: parseDeviceTopic(topic)?.deviceId ?? null,
  reads: readPayload(payload, lane === 'event'),
});
