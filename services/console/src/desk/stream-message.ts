import type { AlarmView } from '@varde/contracts';
import type { Instant } from '@varde/domain';

export type StreamNews =
  /** `rings` false: it chatters, and nobody is to hear it anew; undefined: it sounds as new ones do. */
  | { readonly kind: 'alarm'; readonly alarm: AlarmView; readonly rings: boolean | undefined }
  /** The stream stands, and I am counted as present. */
  | { readonly kind: 'hello' }
  | { readonly kind: 'ping'; readonly at: Instant }
  | { readonly kind: 'presence' }
  | { readonly kind: 'reset' }
  | { readonly kind: 'unknown' };

const parse = (data: string): unknown => {
  try {
    return JSON.parse(data);
  } catch {
    return undefined;
  }
};

const field = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && name in value ? (value as Record<string, unknown>)[name] : undefined;

const asRings = (value: unknown): boolean | undefined => (typeof value === 'boolean' ? value : undefined);

const asAlarm = (value: unknown): StreamNews =>
  typeof field(value, 'id') === 'string' && typeof field(value, 'version') === 'number'
    ? { kind: 'alarm', alarm: value as AlarmView, rings: asRings(field(value, 'rings')) }
    : { kind: 'reset' };

/**
 * Reads one message of the stream. An alarm that cannot be read becomes `reset`: asking for the whole list
 * again is better than going on without it. An offer is the alarm itself, in state offered.
 */
export const readStreamMessage = (event: string, data: string): StreamNews => {
  const value = parse(data);
  switch (event) {
    case 'alarm':
      return asAlarm(value);
    case 'offer':
      return asAlarm(field(value, 'alarm'));
    case 'ping': {
      const at = Date.parse(String(field(value, 'at')));
      return Number.isNaN(at) ? { kind: 'unknown' } : { kind: 'ping', at };
    }
    case 'hello':
      return { kind: 'hello' };
    case 'presence':
      return { kind: 'presence' };
    case 'reset':
      return { kind: 'reset' };
    default:
      return { kind: 'unknown' };
  }
};
