import type { AlarmView, MeView } from '@varde/contracts';

/** Builders for the tests of the console. */
export const NOW = Date.parse('2026-11-21T02:12:44.000Z');
export const secondsFromNow = (seconds: number): string => new Date(NOW + seconds * 1_000).toISOString();

export const KARI: MeView = {
  id: '018f0000-0000-7000-8000-000000000001',
  name: 'Kari Ålgård',
  username: 'kari',
  role: 'operator',
  municipality: { id: '1103', name: 'Stavanger' },
  presence: { available: true },
};
export const kari = { id: KARI.id, name: KARI.name };
export const jonas = { id: '018f0000-0000-7000-8000-000000000002', name: 'Jonas Berg' };

/** A fall that came ten seconds ago and waits. */
export const anAlarm = (over: Partial<AlarmView> = {}): AlarmView => ({
  id: '018f0000-0000-7000-8000-00000000000a',
  number: 48_213,
  queue: 'operator',
  colour: 'red',
  state: 'queued',
  condition: 'active',
  kind: 'fall-detected',
  category: 'supervision',
  label: 'Fall',
  test: false,
  receivedAt: secondsFromNow(-10),
  colourSince: secondsFromNow(-10),
  answerBy: secondsFromNow(20),
  residents: [{ id: '018f0000-0000-7000-8000-00000000000b', name: 'Olga Nilsen' }],
  place: 'bad',
  events: 1,
  why: [],
  version: 1,
  change: 1,
  ...over,
});
