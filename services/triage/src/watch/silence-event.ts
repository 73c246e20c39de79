import { createHash } from 'node:crypto';
import type { Instant } from '@varde/domain';
import type { NewEvent } from '@varde/postgres';

/** Where it was heard last, or again: with the kind it makes the event one, whoever stores it. */
type Contact = { readonly deviceId: string; readonly municipalityId: string; readonly lastContact: Instant };

/** A UUID (version 8) made of what it names. */
const derivedId = (text: string): string => {
  const hex = createHash('sha256').update(text).digest('hex');
  const variant = ((Number.parseInt(hex.charAt(16), 16) & 0x3) | 0x8).toString(16);
  return [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `8${hex.slice(13, 16)}`,
    `${variant}${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');
};

/**
 * What the service says about a device in its place. It happened at the contact: a silence began then, and ended with
 * the next one; so a restore is newer than its raise, and the same silence is the same event.
 */
export const silenceEvent = (
  kind: 'device-silent' | 'device-heard',
  { deviceId, municipalityId, lastContact }: Contact,
  receivedAt: Instant,
): NewEvent => ({
  municipalityId,
  deviceId,
  lane: 'event',
  messageId: derivedId(`${kind} ${deviceId} ${lastContact}`),
  kind,
  at: lastContact,
  receivedAt,
  seq: null,
  test: false,
  data: null,
  marks: [],
});
