import { expect, test } from 'vitest';
import type { Kept } from '../device/outbox.ts';
import { isAllStored, tallyResult } from './result.ts';
import { createTally } from './tally.ts';

const kept = (kind: string, since: number, fate: Partial<Kept> = {}): Kept => ({
  deviceId: 'device',
  message: { id: `${kind}-${since}`, kind, at: '2026-11-21T08:00:00.000Z' },
  lane: 'event',
  since,
  tries: 1,
  publishedAt: since + 1,
  dueAt: since + 2_000,
  state: 'stored',
  settledAt: since + 10,
  ...fate,
});

const at = '2026-11-21T08:00:00.010Z';

test('the warm-up is counted apart, and is in no figure', () => {
  const tally = createTally();
  tally.measureFrom(1_000);
  for (const each of [
    kept('door-opened', 0, { settledAt: 900 }),
    kept('fire-alarm', 1_000),
    kept('door-opened', 1_500),
  ]) {
    tally.said(each);
    tally.receipt({ id: each.message.id, state: 'stored', at }, each);
  }
  const result = tallyResult(tally);
  expect(result).toMatchObject({
    allStored: true,
    warmUp: { sent: 1, stored: 1 },
    total: { sent: 2, stored: 2, noReceipt: 0 },
    classes: { red: { sent: 1 }, recorded: { sent: 1 } },
  });
  expect(result.total.latency?.max).toBeCloseTo(10, 0);
  expect(result.lag?.max).toBeCloseTo(1, 0);
});

test.each<[string, Partial<Kept>]>([
  ['without a receipt', { state: null, settledAt: null }],
  ['rejected', { state: 'rejected' }],
])('one that is %s, warm-up or not, and not all is stored', (_name, fate) => {
  for (const since of [0, 2_000]) {
    const tally = createTally();
    tally.measureFrom(1_000);
    const each = kept('door-opened', since, fate);
    tally.said(each);
    if (fate.state === 'rejected') tally.receipt({ id: each.message.id, state: 'rejected', at }, each);
    expect(isAllStored(tally)).toBe(false);
  }
});
