import type { Instant, ReadMessage } from '@varde/domain';
import { z } from 'zod';

/** A payload is 16 KiB at most. */
export const MAX_PAYLOAD_BYTES = 16 * 1024;
/** An array on the event topic holds 100 messages at most. */
export const MAX_BATCH = 100;
/** Deeper `data` than this is nothing a sensor says. */
const MAX_DEPTH = 16;

/** Any 128 bits in a UUID's form: a device that sets its version bits wrong still calls for help. */
const GUID = z.regexes.guid;
const TIME = z.regexes.datetime({ offset: true });
const LONGEST_KIND = 64;

type Envelope = { id: string; kind: string; at: string; seq?: number; test?: boolean; data?: unknown };

/** By hand, since each of ten thousand messages a second goes through it; a test holds it against a schema. */
const isEnvelope = (value: unknown): value is Envelope => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const { id, kind, at, seq, test } = value as Readonly<Record<keyof Envelope, unknown>>;
  return (
    typeof id === 'string' &&
    GUID.test(id) &&
    typeof kind === 'string' &&
    kind.length >= 1 &&
    kind.length <= LONGEST_KIND &&
    typeof at === 'string' &&
    TIME.test(at) &&
    (seq === undefined || (Number.isSafeInteger(seq) && Number(seq) >= 0)) &&
    (test === undefined || typeof test === 'boolean')
  );
};

/** The message as a device sends it; for simulators and tests. */
export type DeviceMessage = {
  id: string;
  kind: string;
  at: string;
  seq?: number;
  test?: true;
  data?: Record<string, unknown>;
};

const utf8 = new TextDecoder('utf-8', { fatal: true });

type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** PostgreSQL keeps neither NUL nor half a surrogate pair in jsonb. */
const isStorableText = (text: string): boolean => !text.includes('\u0000') && text.isWellFormed();

/** True for an object that can be stored as it stands; walks without recursion, so depth cannot hurt. */
const isStorableObject = (value: unknown): value is Record<string, unknown> => {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const stack: { node: Json; depth: number }[] = [{ node: value as Json, depth: 1 }];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const { node, depth } = next;
    if (typeof node === 'string' && !isStorableText(node)) return false;
    if (typeof node === 'number' && !Number.isFinite(node)) return false;
    if (typeof node !== 'object' || node === null) continue;
    if (depth > MAX_DEPTH) return false;
    for (const [key, child] of Object.entries(node)) {
      if (!isStorableText(key)) return false;
      stack.push({ node: child, depth: depth + 1 });
    }
  }
  return true;
};

/** What PostgreSQL and an ISO string both hold. A clock outside is wrong beyond use, and no reason to refuse a call. */
const EARLIEST = Date.parse('0001-01-02T00:00:00Z');
const LATEST = Date.parse('9999-12-30T00:00:00Z');
const storableInstant = (at: Instant): Instant => Math.min(Math.max(at, EARLIEST), LATEST);

const readId = (value: unknown): string | null => {
  if (typeof value !== 'object' || value === null) return null;
  const { id } = value as { id?: unknown };
  return typeof id === 'string' && GUID.test(id) ? id.toLowerCase() : null;
};

const outOfShape = (value: unknown): ReadMessage => ({
  kind: 'unreadable',
  reason: 'out-of-shape',
  messageId: readId(value),
});

const readOne = (value: unknown): ReadMessage => {
  if (!isEnvelope(value)) return outOfShape(value);
  const { id, kind, seq, test, data } = value;
  const at = Date.parse(value.at);
  // The form allows offsets that no clock has.
  if (Number.isNaN(at)) return outOfShape(value);
  const storable = isStorableObject(data);
  return {
    kind: 'message',
    messageId: id.toLowerCase(),
    eventKind: kind,
    at: storableInstant(at),
    seq: seq ?? null,
    test: test ?? false,
    data: storable ? data : null,
    dataUnreadable: data !== undefined && data !== null && !storable,
  };
};

const unreadable = (reason: 'too-large' | 'not-utf8' | 'not-json' | 'out-of-shape'): ReadMessage[] => [
  { kind: 'unreadable', reason, messageId: null },
];

const parseJson = (text: string): { value: unknown } | null => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return null;
  }
};

/**
 * Reads one MQTT payload of an alarm or event topic; each message of an array on its own. Never throws, always
 * gives at least one. `batch`: arrays are for the event topic only.
 */
export const readPayload = (payload: Uint8Array, batch: boolean): ReadMessage[] => {
  if (payload.byteLength > MAX_PAYLOAD_BYTES) return unreadable('too-large');
  let text: string;
  try {
    text = utf8.decode(payload);
  } catch {
    return unreadable('not-utf8');
  }
  const json = parseJson(text);
  if (json === null) return unreadable('not-json');
  if (!Array.isArray(json.value)) return [readOne(json.value)];
  if (!batch || json.value.length === 0 || json.value.length > MAX_BATCH) return unreadable('out-of-shape');
  return json.value.map(readOne);
};
