import { expect, test } from 'vitest';
import { commandForKey, KEYS } from './keys.ts';

const press = (key: string, held: object = {}) => ({ key, ctrlKey: false, altKey: false, metaKey: false, ...held });

test('no key has two commands', () => {
  const keys = Object.values(KEYS).flat();
  expect(new Set(keys).size).toBe(keys.length);
});

test('the space bar takes the next from the page and from the list, and presses a focused button', () => {
  expect(commandForKey(press(' '), 'page', true)).toBe('next');
  expect(commandForKey(press(' '), 'list', true)).toBe('next');
  expect(commandForKey(press(' '), 'control', true)).toBeUndefined();
});

test('capitals are the same keys', () => {
  expect(commandForKey(press('S'), 'page', true)).toBe('answer');
});

test('in a text field letters are text; only Escape leaves', () => {
  expect(commandForKey(press('s'), 'text', true)).toBeUndefined();
  expect(commandForKey(press('Escape'), 'text', true)).toBe('escape');
});

test('letters can be turned off, the arrows and Escape stay', () => {
  expect(commandForKey(press('s'), 'page', false)).toBeUndefined();
  expect(commandForKey(press('ArrowDown'), 'page', false)).toBe('down');
});

test("the browser's own shortcuts are the browser's", () => {
  expect(commandForKey(press('a', { ctrlKey: true }), 'page', true)).toBeUndefined();
});
