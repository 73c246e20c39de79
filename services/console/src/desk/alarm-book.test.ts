import { expect, test } from 'vitest';
import { anAlarm, secondsFromNow } from '../test-alarm.ts';
import { withAlarm, withList } from './alarm-book.ts';

const bookOf = (...alarms: Parameters<typeof withAlarm>[1][]) => alarms.reduce(withAlarm, new Map());

test('what the stream repeats after a resume changes nothing, not even the book itself', () => {
  const book = bookOf(anAlarm({ version: 3, change: 30 }));
  expect(withAlarm(book, anAlarm({ version: 3, change: 30 }))).toBe(book);
  expect(withAlarm(book, anAlarm({ version: 2, change: 20 }))).toBe(book);
});

test('the same version with a later change is news: a note does not count the version', () => {
  const book = bookOf(anAlarm({ version: 3, change: 30 }));
  expect(withAlarm(book, anAlarm({ version: 3, change: 31 })).get(anAlarm().id)?.change).toBe(31);
});

test('a list asked for before an alarm closed does not open it again', () => {
  const closed = anAlarm({ state: 'closed', closedAt: secondsFromNow(0), version: 4 });
  const book = withList(bookOf(closed), [anAlarm({ version: 2 })], new Set([closed.id]));
  expect(book.get(closed.id)?.state).toBe('closed');
});

test('a list takes away what closed while the connection was lost, and keeps what came meanwhile', () => {
  const gone = anAlarm({ id: 'gone' });
  const arrived = anAlarm({ id: 'arrived' });
  const book = withList(bookOf(gone, arrived), [anAlarm({ id: 'listed' })], new Set(['arrived']));
  expect([...book.keys()].sort()).toEqual(['arrived', 'listed']);
});

test('what closed long ago is forgotten when the next one closes', () => {
  const old = anAlarm({ id: 'old', state: 'closed', closedAt: secondsFromNow(-3_600) });
  const now = anAlarm({ id: 'now', state: 'closed', closedAt: secondsFromNow(0) });
  expect([...bookOf(old, now).keys()]).toEqual(['now']);
});
