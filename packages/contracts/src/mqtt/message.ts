import type { Instant, ReadMessage } from '@varde/domain';
import { z } from 'zod';

/** A payload is 16 KiB at most. */
export const MAX_PAYLOAD_BYTES = 16 * 1024;
/** An array on the event topic holds 100 messages at most. */
export const MAX_BATCH = 100;
/** Deeper `data` than this is nothing a sensor says. */
const MAX_DEPTH = 16;

/** Any 128 bits in a UUID's form: a device that sets its version bits wrong still calls for help. */
const uuid = z.guid().transform((id) => id.toLowerCase());

const envelope = z.object({
  id: uuid,
  kind: z.string().min(1).max(64),
  at: z.iso.datetime({ offset: true }),
  seq: z.int().min(0).optional(),
  test: z.boolean().optional(),
  data: z.unknown().optional(),
});

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
  const parsed = uuid.safeParse((value as { id?: unknown }).id);
  return parsed.success ? parsed.data : null;
};

const readOne = (value: unknown): ReadMessage => {
  const parsed = envelope.safeParse(value);
  // The form allows offsets that no clock has.
  if (!parsed.success || Number.isNaN(Date.parse(parsed.data.at))) {
    return { kind: 'unreadable', reason: 'out-of-shape', messageId: readId(value) };
  }
  const { id, kind, at, seq, test, data } = parsed.data;
  const storable = isStorableObject(data);
  return {
    kind: 'message',
    messageId: id,
    eventKind: kind,
    at: storableInstant(Date.parse(at)),
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
