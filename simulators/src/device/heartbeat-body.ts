import type { StatusMessage } from '@varde/contracts';
import type { Instant } from '@varde/domain';

/** How a device is. */
export type Status = Omit<StatusMessage, 'at'>;

export const heartbeatBody = (status: Status, at: Instant): string =>
  JSON.stringify({ at: new Date(at).toISOString(), ...status } satisfies StatusMessage);
