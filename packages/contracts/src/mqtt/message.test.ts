import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { MAX_BATCH, MAX_PAYLOAD_BYTES, readPayload } from './message.ts';

const ID = '0b0e2b9e-6f6a-4c6e-9a51-1f8f1c1f6a10';
const AT = '2026-11-21T03:12:26.412Z';
const good = { id: ID, kind: 'fall-detected', at: AT };
const read = (value: unknown, batch = false) => readPayload(Buffer.from(JSON.stringify(value)), batch);
const readOne = (value: unknown) => read(value)[0];

describe('what is read', () => {
  test('a message, with what it leaves out', () => {
    expect(read(good)).toEqual([
      {
        kind: 'message',
        messageId: ID,
        eventKind: 'fall-detected',
        at: Date.parse(AT),
        seq: null,
        test: false,
        data: null,
        dataUnreadable: false,
      },
    ]);
  });

  test.each([
    ['an id in capitals is the same id', { ...good, id: ID.toUpperCase() }, { messageId: ID }],
    ['an id without version bits', { ...good, id: ID.replace('4c6e', '0c6e') }, { kind: 'message' }],
    ['an offset', { ...good, at: '2026-11-21T04:12:26.412+01:00' }, { at: Date.parse(AT) }],
    ['year 1', { ...good, at: '0001-01-01T00:00:00+14:00' }, { at: Date.parse('0001-01-02T00:00:00Z') }],
    ['year 9999', { ...good, at: '9999-12-31T23:59:59-14:00' }, { at: Date.parse('9999-12-30T00:00:00Z') }],
    ['data', { ...good, data: { room: 'bad', n: [1, { a: null }] } }, { data: { room: 'bad', n: [1, { a: null }] } }],
    ['data that is null is none', { ...good, data: null }, { data: null, dataUnreadable: false }],
    ['data that is text', { ...good, data: 'x' }, { kind: 'message', data: null, dataUnreadable: true }],
    ['data with half a surrogate pair', { ...good, data: { a: '\ud800' } }, { data: null, dataUnreadable: true }],
    ['data with NUL in a key', { ...good, data: { 'a\u0000': 1 } }, { data: null, dataUnreadable: true }],
    ['a kind no catalogue could hold', { ...good, kind: '__proto__' }, { eventKind: '__proto__' }],
  ])('%s', (_name, value, expected) => {
    expect(readOne(value)).toMatchObject(expected);
  });
});

describe('what is unreadable, with the id where there is one', () => {
  test.each([
    ['no id', { kind: 'fall-detected', at: AT }, null],
    ['no kind', { id: ID, at: AT }, ID],
    ['a time that is none', { ...good, at: '2026-13-01T00:00:00Z' }, ID],
    ['a seq that is no whole number', { ...good, seq: 1.5 }, ID],
    ['a number', 7, null],
    ['null', null, null],
    ['an array on the alarm topic', [good], null],
  ])('%s', (_name, value, messageId) => {
    expect(readOne(value)).toEqual({ kind: 'unreadable', reason: 'out-of-shape', messageId });
  });

  test.each([
    ['too large', Buffer.alloc(MAX_PAYLOAD_BYTES + 1, 0x20), 'too-large'],
    ['not UTF-8', Buffer.from([0x7b, 0xff]), 'not-utf8'],
    ['not JSON', Buffer.from('{'), 'not-json'],
    ['empty', Buffer.alloc(0), 'not-json'],
    ['nested as deep as the size allows', Buffer.from('['.repeat(8_000) + ']'.repeat(8_000)), 'out-of-shape'],
  ])('%s', (_name, payload, reason) => {
    expect(readPayload(payload, false)).toEqual([{ kind: 'unreadable', reason, messageId: null }]);
  });
});

describe('arrays, on the event topic', () => {
  test('each message is read alone', () => {
    expect(read([good, 7, { id: ID }], true).map((one) => one.kind)).toEqual(['message', 'unreadable', 'unreadable']);
  });
  test.each([0, MAX_BATCH + 1])('of %i are out of shape as a whole', (length) => {
    const batch = Array.from({ length }, () => 1);
    expect(read(batch, true)).toEqual([{ kind: 'unreadable', reason: 'out-of-shape', messageId: null }]);
  });
});

const envelope = z.object({
  id: z.guid(),
  kind: z.string().min(1).max(64),
  at: z.iso.datetime({ offset: true }),
  seq: z.int().min(0).optional(),
  test: z.boolean().optional(),
  data: z.unknown().optional(),
});

test('read by hand, a message is in shape when the schema says so', () => {
  const anything = fc.jsonValue({ maxDepth: 1 });
  const field = (...likely: unknown[]) => fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...likely) }, anything);
  const message = fc.record(
    {
      id: field(ID, ID.toUpperCase(), `${ID}0`, ID.slice(1), `${ID}\n`),
      kind: field('fall-detected', '', 'k'.repeat(64), 'k'.repeat(65)),
      at: fc.oneof(
        field(AT, '2026-02-30T00:00:00Z', '2026-02-28T24:00:00Z', '2026-11-21T04:12+01:00', '2026-11-21', `${AT} `),
        fc.date({ noInvalidDate: true }).map((date) => date.toISOString()),
      ),
      seq: field(0, 7, -0, -1, 1.5, 2 ** 53, 2 ** 53 - 1),
      test: field(true, false),
      data: anything,
    },
    { requiredKeys: [] },
  );
  fc.assert(
    fc.property(fc.oneof(message, anything, fc.array(message, { maxLength: 1 })), (value) => {
      const sent: unknown = JSON.parse(JSON.stringify(value));
      const [one] = read(sent);
      expect(one?.kind).toBe(envelope.safeParse(sent).success ? 'message' : 'unreadable');
    }),
    { numRuns: 5_000 },
  );
});
