import { describe, expect, test } from 'vitest';
import { seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmCommand } from './command.ts';
import {
  clerk,
  closed,
  decided,
  handled,
  kari,
  lead,
  offered,
  per,
  type Row,
  responding,
  service,
  shelved,
  technical,
  tek,
} from './command-test-data.ts';

const check = (rows: readonly Row[]) =>
  test.each(rows)('%s', (_name, before, command, actor, after) => {
    const now = decided(before, command, actor);
    if (typeof after === 'string') expect(now).toBe(after);
    else expect(now).toMatchObject(after);
  });

const answer: AlarmCommand = { kind: 'answer' };
const release: AlarmCommand = { kind: 'release' };
const offerTo = (operatorId: string): AlarmCommand => ({ kind: 'offer', operatorId, until: NOW + seconds(8) });

describe('offer', () => {
  check([
    [
      'by the service',
      {},
      offerTo('kari'),
      service,
      { state: 'offered', operatorId: 'kari', offerUntil: NOW + seconds(8) },
    ],
    ['the next for me', {}, offerTo('kari'), kari, { state: 'offered', operatorId: 'kari' }],
    [
      'its time is over',
      { ...offered, offerUntil: NOW },
      { kind: 'offer-expired' },
      service,
      { state: 'queued', operatorId: null, offerUntil: null, askedOperators: ['kari'], colourSince: NOW },
    ],
    ['the clock of an earlier offer', offered, { kind: 'offer-expired' }, service, 'unchanged'],
    ['answered meanwhile', handled, { kind: 'offer-expired' }, service, 'unchanged'],
    ['offered already', offered, offerTo('per'), service, 'alarm-taken'],
    ['shelved', shelved, offerTo('per'), service, 'alarm-state'],
    ['to somebody else', {}, offerTo('kari'), per, 'role'],
    ['of what is not theirs', {}, offerTo('tek'), tek, 'role'],
    ['ended by a person', { ...offered, offerUntil: NOW }, { kind: 'offer-expired' }, kari, 'role'],
  ]);
});

describe('answer', () => {
  check([
    ['from the queue', {}, answer, kari, { state: 'handling', operatorId: 'kari', answeredAt: NOW }],
    ['offered to me', offered, answer, kari, { state: 'handling', operatorId: 'kari', offerUntil: null }],
    ['ringing for all', { askedOperators: ['kari', 'per'] }, answer, per, { state: 'handling', operatorId: 'per' }],
    [
      'an offer to another that is over',
      { ...offered, offerUntil: NOW },
      answer,
      per,
      { operatorId: 'per', askedOperators: ['kari'] },
    ],
    ['a technician’s', technical, answer, tek, { state: 'handling', operatorId: 'tek' }],
    ['while the responder is out', { responder: 'sent' }, answer, kari, { state: 'responding' }],
    ['mine already', handled, answer, kari, 'unchanged'],
    ['mine, a responder is out', responding, answer, kari, 'unchanged'],
    ['offered to another', offered, answer, per, 'alarm-taken'],
    ['answered by another', handled, answer, per, 'alarm-taken'],
    ['shelved', shelved, answer, kari, 'alarm-state'],
    ['closed', closed, answer, kari, 'alarm-closed'],
    ['an operator, technical', technical, answer, kari, 'role'],
    ['a technician, operators’', {}, answer, tek, 'role'],
    ['a case worker', {}, answer, clerk, 'role'],
    ['the service', {}, answer, service, 'role'],
  ]);
});

describe('release', () => {
  check([
    [
      'what I handle',
      handled,
      release,
      kari,
      { state: 'queued', operatorId: null, answeredAt: null, askedOperators: ['kari'], colourSince: NOW },
    ],
    ['what I was offered', offered, release, kari, { state: 'queued', askedOperators: ['kari'] }],
    ['what another handles, by the shift lead', handled, release, lead, { state: 'queued', askedOperators: ['kari'] }],
    ['queued already', {}, release, kari, 'unchanged'],
    ['what another handles', handled, release, per, 'not-yours'],
    ['with a responder out', responding, release, kari, 'alarm-state'],
  ]);
});

describe('a red in test mode', () => {
  const inTest: Partial<Alarm> = { test: true, colour: 'red', queue: 'technician', receivedAt: NOW - seconds(60) };
  const unconfirmed: AlarmCommand = { kind: 'test-unconfirmed' };
  check([
    [
      'goes to the operators',
      inTest,
      unconfirmed,
      service,
      { queue: 'operator', answerBy: NOW + seconds(30), why: [{ code: 'maybe-test' }] },
    ],
    ['not yet', { ...inTest, receivedAt: NOW - seconds(59) }, unconfirmed, service, 'unchanged'],
    ['a technician has it', { ...inTest, state: 'handling', operatorId: 'tek' }, unconfirmed, service, 'unchanged'],
    ['they have it already', { ...inTest, queue: 'operator' }, unconfirmed, service, 'unchanged'],
  ]);
});
