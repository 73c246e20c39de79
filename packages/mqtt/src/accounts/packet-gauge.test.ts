import { expect, test } from 'vitest';
import { createPacketGauge } from './packet-gauge.ts';

const LIMIT = 1_000;

const packet = (payload: number): Buffer => {
  const length: number[] = [];
  for (let rest = payload; ; rest = Math.floor(rest / 128)) {
    const more = rest >= 128;
    length.push((rest % 128) + (more ? 128 : 0));
    if (!more) break;
  }
  return Buffer.concat([Buffer.from([0x30, ...length]), Buffer.alloc(payload, 0xff)]);
};

test.each([1, 2, 3, 7, 10_000])('packets within the limit pass, however they are cut (%d bytes a chunk)', (size) => {
  const fits = createPacketGauge(LIMIT);
  const stream = Buffer.concat([packet(0), packet(127), packet(128), packet(997), packet(0), packet(997)]);
  for (let at = 0; at < stream.length; at += size) expect(fits(stream.subarray(at, at + size))).toBe(true);
});

test.each([1, 3, 10_000])('one byte more is told at its head (%d bytes a chunk)', (size) => {
  const fits = createPacketGauge(LIMIT);
  expect(fits(packet(997))).toBe(true);
  const head = packet(998).subarray(0, 3);
  const verdicts: boolean[] = [];
  for (let at = 0; at < head.length; at += size) verdicts.push(fits(head.subarray(at, at + size)));
  expect(verdicts).toContain(false);
});

test('a length that never ends is told', () => {
  expect(createPacketGauge(LIMIT)(Buffer.from([0x30, 0x80, 0x80, 0x80, 0x80, 0x80]))).toBe(false);
});
