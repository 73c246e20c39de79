import { expect, test } from 'vitest';
import { anAlarm, NOW, secondsFromNow } from '../test-alarm.ts';
import { clockSpan, timeLeft, wordSpan } from './time-left.ts';

test.each([
  [0, '0:00', 'clock'],
  [18, '0:18', 'clock'],
  [245, '4:05', 'clock'],
  [600, '10', 'min'],
  [5_399, '89', 'min'],
  [10_000, '2', 'h'],
])('%i s counts as %s %s', (seconds, text, unit) => {
  expect(clockSpan(seconds)).toEqual({ text, unit });
});

test.each([
  [40, '40', 's'],
  [60, '1', 'min'],
  [7_300, '2', 'h'],
])('%i s too late is said as %s %s', (seconds, text, unit) => {
  expect(wordSpan(seconds)).toEqual({ text, unit });
});

test('on the very second of the target nothing is late', () => {
  expect(timeLeft(anAlarm({ answerBy: secondsFromNow(0) }), NOW)).toMatchObject({ late: false, shareUsed: 1 });
});

test('past the target it is late, in words', () => {
  const left = timeLeft(anAlarm({ answerBy: secondsFromNow(-40) }), NOW);
  expect(left).toEqual({ late: true, span: { text: '40', unit: 's' }, shareUsed: 1 });
});

test('the share used is the share the waiting order reads', () => {
  const alarm = anAlarm({ colourSince: secondsFromNow(-15), answerBy: secondsFromNow(15) });
  expect(timeLeft(alarm, NOW).shareUsed).toBeCloseTo(0.5);
});
