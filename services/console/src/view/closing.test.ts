import { expect, test } from 'vitest';
import { chooseCause, pressInClosing, START_CLOSING } from './closing.ts';

const press = (...keys: string[]) => keys.reduce(pressInClosing, START_CLOSING);

test('two digits are the outcome: cause, then action', () => {
  expect(press('2', '1')).toEqual({ step: 'action', cause: 'fall', action: 'talked' });
});

test('0 is the tenth cause', () => {
  expect(press('0').cause).toBe('unknown');
});

test('a digit that names nothing, or a letter, changes nothing', () => {
  expect(press('x')).toBe(START_CLOSING);
  expect(press('2', '9').action).toBeUndefined();
});

test('Backspace goes back to the cause, and the action chosen stays', () => {
  expect(press('2', '1', 'Backspace', '8')).toEqual({ step: 'action', cause: 'false-alarm', action: 'talked' });
});

test('a cause clicked moves on as a digit does', () => {
  expect(chooseCause(START_CLOSING, 'fire').step).toBe('action');
});
