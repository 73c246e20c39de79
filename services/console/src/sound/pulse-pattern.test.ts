import { expect, test } from 'vitest';
import { BURSTS, highestPriority, type SoundPriority } from './pulse-pattern.ts';

const gaps = (priority: SoundPriority) => {
  const { pulses } = BURSTS[priority];
  return pulses.slice(1).map((pulse, index) => {
    const before = pulses[index];
    return before === undefined ? 0 : pulse.start - (before.start + before.length);
  });
};

// IEC 60601-1-8, tables 3 and 4.
test('high: five pulses twice, short, with the pause after the third', () => {
  expect(BURSTS.high.pulses).toHaveLength(10);
  const [first, second, pause, fourth, between] = gaps('high');
  for (const gap of [first, second, fourth]) expect(gap).toBeCloseTo(0.1);
  expect(pause).toBeGreaterThan((first ?? 0) + (fourth ?? 0));
  expect(between).toBeGreaterThanOrEqual(0.35);
  expect(between).toBeLessThanOrEqual(1.3);
  for (const { length } of BURSTS.high.pulses) expect(length >= 0.075 && length <= 0.2).toBe(true);
});

test.each([
  ['medium', 3],
  ['low', 2],
] as const)('%s: %i pulses, slower', (priority, count) => {
  expect(BURSTS[priority].pulses).toHaveLength(count);
  for (const gap of gaps(priority)) expect(gap >= 0.125 && gap <= 0.25).toBe(true);
  for (const { length } of BURSTS[priority].pulses) expect(length >= 0.125 && length <= 0.25).toBe(true);
});

test('a burst is over before the next begins, and every pitch is within 150–1000 Hz', () => {
  for (const { pulses, repeatAfter } of Object.values(BURSTS)) {
    for (const { start, length, pitch } of pulses) {
      expect(start + length).toBeLessThan(repeatAfter);
      expect(pitch >= 150 && pitch <= 1_000).toBe(true);
    }
  }
});

test('the highest wins', () => {
  expect(highestPriority(['low', undefined, 'high', 'medium'])).toBe('high');
  expect(highestPriority([undefined])).toBeUndefined();
});
