import { expect, test } from 'vitest';
import { readReceipt } from './read-receipt.ts';

const id = '918486e4-9c4b-588f-97ea-12755f94e3a3';
const at = '2026-11-21T23:03:06.501Z';
const read = (value: unknown) => readReceipt(Buffer.from(JSON.stringify(value)));

test.each([
  [{ id, state: 'stored', at }],
  [{ state: 'stored', at, id }],
  [{ id: null, state: 'rejected', at, reason: 'not-json' }],
  [{ id, state: 'answered', at, also: [id] }],
])('reads %j', (receipt) => {
  expect(read(receipt)).toEqual(receipt);
});

test.each([[{ id: 'x', state: 'stored', at }], [{ id, state: 'lost', at }], [{ id, state: 'stored' }], [[]], [null]])(
  '%j is none',
  (value) => {
    expect(read(value)).toBeNull();
  },
);

test('what is no JSON is none', () => {
  expect(readReceipt(Buffer.from(`{"id":"${id}","state":"stored","at":"${at}"`))).toBeNull();
});
