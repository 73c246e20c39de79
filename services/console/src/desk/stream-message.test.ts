import { expect, test } from 'vitest';
import { anAlarm } from '../test-alarm.ts';
import { readStreamMessage } from './stream-message.ts';

test('an offer is the alarm in it', () => {
  const data = JSON.stringify({ alarm: anAlarm(), until: '2026-11-21T02:13:00Z' });
  expect(readStreamMessage('offer', data)).toMatchObject({
    kind: 'alarm',
    alarm: { id: anAlarm().id },
    rings: undefined,
  });
});

test('an alarm that came again says that it rings', () => {
  expect(readStreamMessage('alarm', JSON.stringify({ ...anAlarm(), rings: true }))).toMatchObject({ rings: true });
});

test.each(['', 'not json', '{}', 'null'])('an alarm that cannot be read asks for the whole list: %j', (data) => {
  expect(readStreamMessage('alarm', data)).toEqual({ kind: 'reset' });
});

test('an event of a later version is let be', () => {
  expect(readStreamMessage('weather', '{}')).toEqual({ kind: 'unknown' });
  expect(readStreamMessage('ping', '{}')).toEqual({ kind: 'unknown' });
});
