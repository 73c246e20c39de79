import { expect, test } from 'vitest';
import { minutes } from '../instant.ts';
import { NOW, someFacts } from '../test-data.ts';
import { decideTriage } from './decide-triage.ts';
import type { TriageFacts } from './triage.ts';

const opened = (given: Partial<TriageFacts> = {}, event: Partial<TriageFacts['event']> = {}): string => {
  const facts = { device: { profile: 'key-box' }, ...given };
  const { outcome, effects } = decideTriage(someFacts({ kind: 'key-box-opened', ...event }, facts as never));
  const [own] = effects;
  return own?.kind === 'raise' ? `${own.alarm.colour} ${own.alarm.why.map(({ code }) => code)}` : outcome;
};
const right = (from: number, until: number) => ({
  unlockRights: [{ from: NOW + minutes(from), until: NOW + minutes(until) }],
});

test.each([
  ['that nothing explains', opened(), 'orange opening-unexplained'],
  ['during a visit', opened(right(-5, 30)), 'recorded'],
  ['by one who is a little early', opened(right(9, 60)), 'recorded'],
  ['by one who is an hour early', opened(right(60, 90)), 'orange opening-unexplained'],
  ['when the visit was long over', opened(right(-90, -11)), 'orange opening-unexplained'],
  ['by a responder who is sent there', opened({ responders: ['on-the-way'] }), 'recorded'],
  ['after the responder was called off', opened({ responders: ['called-off'] }), 'orange opening-unexplained'],
  ['told an hour late of an expected one', opened(right(-70, -50), { at: NOW - minutes(60) }), 'recorded'],
])('an opening %s', (_name, actual, expected) => {
  expect(actual).toBe(expected);
});
