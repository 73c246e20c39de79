import { expect, test } from 'vitest';
import { addressOf, type Route, readRoute, screenOf } from './route.ts';

const routes: readonly Route[] = [
  { page: 'work' },
  { page: 'work', area: '1103-finnoy', kind: 'battery' },
  { page: 'find' },
  { page: 'find', words: 'Olga Ås' },
  { page: 'find', scan: true },
  { page: 'resident', id: 'r1' },
  { page: 'device', id: 'd1' },
  { page: 'install', id: 'd1' },
  { page: 'install', id: 'd1', question: 'place' },
  { page: 'test', id: 'd1' },
];

const read = (address: string): Route => {
  const { pathname, search } = new URL(address, 'http://varde.test');
  return readRoute(pathname, search);
};

test.each(routes)('an address leads back to the page it was made of: %j', (route) => {
  expect(read(addressOf(route))).toEqual(route);
});

test('a question or a filter nobody knows is left out, a page nobody knows is said to be unknown', () => {
  expect(read('/teknikk?type=ponies')).toEqual({ page: 'work' });
  expect(read('/teknikk/enhet/d1/montering?steg=ponies')).toEqual({ page: 'install', id: 'd1' });
  for (const path of ['/teknikk/ponies', '/teknikk/enhet', '/teknikk/enhet/d1/ponies', '/teknikk/enhet/d1/prove/x']) {
    expect(read(path)).toEqual({ page: 'unknown' });
  }
});

test('a filter does not make another screen, a question does', () => {
  expect(screenOf({ page: 'work', kind: 'battery' })).toBe(screenOf({ page: 'work' }));
  expect(screenOf({ page: 'install', id: 'd1', question: 'place' })).not.toBe(screenOf({ page: 'install', id: 'd1' }));
});
