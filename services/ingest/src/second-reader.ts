import type { StoredEvent } from '@varde/postgres';

/** Messages remembered at most; one that is forgotten is answered one resend later. */
const REMEMBERED = 10_000;

type Named = Pick<StoredEvent, 'deviceId' | 'messageId'>;

const keyOf = ({ deviceId, messageId }: Named): string => `${deviceId}/${messageId}`;

/**
 * Two processes read the alarm topic, and a device is to hear `stored` once for what it sent once: from the one that
 * stored it. What a process meets for the first time and finds stored was taken by the other a moment ago; what it
 * meets again, the device has sent again and wants an answer to, whoever stored it.
 */
export const createSecondReader = (): ((message: Named, fresh: readonly Named[]) => boolean) => {
  const met = new Set<string>();
  return (message, fresh) => {
    const key = keyOf(message);
    const isAgain = met.has(key);
    met.add(key);
    const [oldest = key] = met;
    if (met.size > REMEMBERED) met.delete(oldest);
    return isAgain || fresh.some((stored) => keyOf(stored) === key);
  };
};
