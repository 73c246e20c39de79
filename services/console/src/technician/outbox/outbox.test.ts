import { expect, test } from 'vitest';
import { secondsFromNow } from '../../test-alarm.ts';
import { aDevice, anEntry } from '../testing/test-device.ts';
import { readEntries } from './entry.ts';
import { isAlreadyDone } from './is-already-done.ts';
import { markDone, markRefused, markSent, nextToSend, sendAgain } from './outbox.ts';

const service = anEntry({ id: 'e2', kind: 'service', body: { battery: true } });
const elsewhere = anEntry({ id: 'e3', subject: 'd2' });

test('what was done first is sent first, and only by whoever did it', () => {
  expect(nextToSend([anEntry(), service], 'tor')?.id).toBe('e1');
  expect(nextToSend([anEntry(), service], 'linh')).toBeUndefined();
});

test('behind what was refused the rest about the same device waits, and other devices do not', () => {
  const outbox = markRefused([anEntry(), service, elsewhere], 'e1', { code: 'device-changed' });
  expect(nextToSend(outbox, 'tor')?.id).toBe('e3');
  expect(nextToSend(outbox.slice(0, 2), 'tor')).toBeUndefined();
});

test('what follows goes by the version that the first left the device with', () => {
  const outbox = markDone([anEntry(), service, elsewhere], 'e1', 4);
  expect(outbox.map(({ id, version }) => [id, version])).toEqual([
    ['e2', 4],
    ['e3', 3],
  ]);
});

test('sent again it goes by the version that the person has now seen', () => {
  const refused = markRefused([anEntry()], 'e1', { code: 'device-changed' });
  expect(sendAgain(refused, 'e1', 9)).toEqual([anEntry({ version: 9 })]);
});

const sentTwice = (over: Parameters<typeof anEntry>[0] = {}) => anEntry({ sends: 2, ...over });

test('an answer that was lost on its way: the device stands as the step left it, and the repeat is no conflict', () => {
  const there = aDevice({ state: 'installed', residentId: 'r1', place: 'Bad' });
  expect(isAlreadyDone(sentTwice(), there)).toBe(true);
  expect(isAlreadyDone(sentTwice(), aDevice({ ...there, residentId: 'r2' }))).toBe(false);
  expect(isAlreadyDone(sentTwice(), aDevice({ ...there, place: 'Stue' }))).toBe(false);
  expect(isAlreadyDone(anEntry({ sends: 1 }), there)).toBe(false);
  expect(isAlreadyDone(sentTwice(), undefined)).toBe(false);
});

test('a service counts as done when it is written since, its battery too', () => {
  const entry = sentTwice({ kind: 'service', body: { battery: true } });
  const serviced = { state: 'in-service', servicedAt: secondsFromNow(5) } as const;
  expect(isAlreadyDone(entry, aDevice({ ...serviced, batteryAt: secondsFromNow(5) }))).toBe(true);
  expect(isAlreadyDone(entry, aDevice({ ...serviced, batteryAt: secondsFromNow(-9_000) }))).toBe(false);
  expect(isAlreadyDone(entry, aDevice())).toBe(false);
});

test.each([
  ['return', 'returned'],
  ['swap', 'returned'],
  ['repair', 'in-repair'],
  ['clean', 'in-stock'],
  ['retire', 'retired'],
  ['pass-test', 'in-service'],
  ['prepare', 'prepared'],
] as const)('%s leaves it %s', (kind, state) => {
  expect(isAlreadyDone(sentTwice({ kind, body: {} }), aDevice({ state }))).toBe(true);
  expect(isAlreadyDone(sentTwice({ kind, body: {} }), aDevice({ state: 'installed' }))).toBe(false);
});

test('functions are done when exactly they are on', () => {
  const functions = [
    { name: 'fall', label: 'Fallvarsling', on: true },
    { name: 'position', label: 'Posisjon', on: false },
  ];
  expect(isAlreadyDone(sentTwice({ kind: 'functions', body: { on: ['fall'] } }), aDevice({ functions }))).toBe(true);
  expect(isAlreadyDone(sentTwice({ kind: 'functions', body: { on: [] } }), aDevice({ functions }))).toBe(false);
});

test('what the phone kept is read again, and what is no entry is left out', () => {
  const kept: unknown = JSON.parse(JSON.stringify([anEntry(), { id: 'e9' }, null, { ...service, kind: 'pony' }]));
  expect(readEntries(kept)).toEqual([anEntry()]);
  expect(readEntries('nothing')).toEqual([]);
  expect(markSent([anEntry()], 'e1')[0]?.sends).toBe(1);
});
