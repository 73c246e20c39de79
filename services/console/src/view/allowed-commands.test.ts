import { expect, test } from 'vitest';
import { anAlarm, jonas, KARI, kari, NOW, secondsFromNow } from '../test-alarm.ts';
import { allowedCommands, loudCommand } from './allowed-commands.ts';

const allowed = (over: Parameters<typeof anAlarm>[0], me = KARI) => [...allowedCommands(anAlarm(over), me, NOW)];
const loud = (over: Parameters<typeof anAlarm>[0]) => {
  const alarm = anAlarm(over);
  return loudCommand(alarm, allowedCommands(alarm, KARI, NOW));
};
const mine = { state: 'handling', operator: kari } as const;

test('what waits can be answered, and nobody is asked about contact yet', () => {
  expect(allowed({})).toEqual(['answer', 'note', 'colour']);
});

test('what is offered to another cannot be answered while the offer stands', () => {
  const offer = { state: 'offered', operator: jonas, offerUntil: secondsFromNow(10) } as const;
  expect(allowed(offer)).not.toContain('answer');
});

test('a red is never put on hold', () => {
  expect(allowed(mine)).not.toContain('shelve');
  expect(allowed({ ...mine, colour: 'yellow' })).toContain('shelve');
});

test('with a responder out, the alarm is not closed', () => {
  expect(allowed({ ...mine, state: 'responding', responder: 'on-the-way' })).not.toContain('close');
  expect(allowed({ ...mine, state: 'responding', responder: 'done' })).toContain('close');
});

test("another's alarm can be annotated, not closed; a shift lead may close it", () => {
  const theirs = { state: 'handling', operator: jonas } as const;
  expect(allowed(theirs)).toEqual(['note', 'colour']);
  expect(allowed(theirs, { ...KARI, role: 'shift-lead' })).toContain('close');
});

test('what was left by whoever had it can be answered', () => {
  const left = { state: 'handling', operator: jonas, holderUnseenSince: secondsFromNow(-1) } as const;
  expect(allowed(left)).toContain('answer');
});

test('nothing is done to a closed alarm', () => {
  expect(allowed({ state: 'closed' })).toEqual([]);
});

test('one thing is loud: answer, then contact, then help or finish', () => {
  expect(loud({})).toBe('answer');
  expect(loud(mine)).toBe('contact');
  expect(loud({ ...mine, contact: true })).toBe('close');
  expect(loud({ ...mine, contact: false })).toBe('respond');
  expect(loud({ ...mine, state: 'responding', responder: 'sent' })).toBeUndefined();
});
