import { describe, expect, test } from 'vitest';
import { minutes, seconds } from '../instant.ts';
import { NOW } from '../test-data.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmCommand } from './command.ts';
import {
  closed,
  decided,
  handled,
  kari,
  lead,
  per,
  type Row,
  responding,
  runner,
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

const close: AlarmCommand = { kind: 'close', cause: 'fall', action: 'talked' };
const shelve = (ms: number): AlarmCommand => ({ kind: 'shelve', until: NOW + ms, reason: 'venter på datter' });
const respond = (status: Extract<AlarmCommand, { kind: 'respond' }>['status']): AlarmCommand => ({
  kind: 'respond',
  status,
});

describe('colour', () => {
  const set = (colour: Alarm['colour'], reason?: string): AlarmCommand => ({
    kind: 'colour',
    colour,
    ...(reason === undefined ? {} : { reason }),
  });
  const early = { colourSince: NOW - 9_000, answerBy: NOW + 51_000 };
  check([
    [
      'up, with its own clock',
      { ...handled, ...early },
      set('red'),
      kari,
      { colour: 'red', state: 'handling', colourSince: NOW, answerBy: NOW + seconds(30) },
    ],
    [
      'down, the clock goes on',
      early,
      set('yellow', 'snakket med henne'),
      kari,
      {
        colour: 'yellow',
        ...early,
        why: [{ code: 'colour-by-operator', values: { from: 'orange', to: 'yellow', reason: 'snakket med henne' } }],
      },
    ],
    ['up wakes a shelved one', shelved, set('red'), kari, { state: 'queued', shelvedUntil: null, operatorId: null }],
    [
      'a technician lifts it to the operators',
      { ...technical, state: 'handling', operatorId: 'tek' },
      set('orange'),
      tek,
      { queue: 'operator', state: 'queued', operatorId: null },
    ],
    ['the same', {}, set('orange'), kari, 'unchanged'],
    ['down without a reason', {}, set('green'), kari, 'colour-reason-missing'],
    ['down with a blank one', {}, set('green', '  '), kari, 'colour-reason-missing'],
    ['closed', closed, set('red'), kari, 'alarm-closed'],
    ['a technician, operators’', {}, set('red'), tek, 'role'],
  ]);
});

describe('note and contact', () => {
  const contact = (made: boolean): AlarmCommand => ({ kind: 'contact', made });
  check([
    ['a note from anybody', handled, { kind: 'note', text: 'ringte' }, runner, { state: 'handling' }],
    ['contact', handled, contact(true), kari, { contact: true, colour: 'orange' }],
    [
      'no contact lifts orange to red',
      handled,
      contact(false),
      kari,
      { contact: false, colour: 'red', answerBy: NOW + seconds(30), why: [{ code: 'no-contact' }] },
    ],
    [
      'no contact leaves yellow',
      { ...handled, colour: 'yellow' },
      contact(false),
      kari,
      { contact: false, colour: 'yellow' },
    ],
    ['said already', { ...handled, contact: true }, contact(true), kari, 'unchanged'],
    ['closed', closed, { kind: 'note', text: 'sent' }, kari, 'alarm-closed'],
  ]);
});

describe('respond', () => {
  check([
    ['sends', handled, respond('sent'), kari, { state: 'responding', responder: 'sent' }],
    [
      'on the way',
      { ...responding, responder: 'sent' },
      respond('on-the-way'),
      kari,
      { state: 'responding', responder: 'on-the-way' },
    ],
    ['the responder’s own word', responding, respond('arrived'), runner, { responder: 'arrived' }],
    ['another one', { ...responding, responder: 'done' }, respond('sent'), kari, { responder: 'sent' }],
    ['said already', responding, respond('on-the-way'), runner, 'unchanged'],
    ['before answering', {}, respond('sent'), kari, 'not-yours'],
    ['before sending', handled, respond('arrived'), kari, 'alarm-state'],
    ['after it is done', { ...responding, responder: 'done' }, respond('accepted'), runner, 'alarm-state'],
    ['another’s', handled, respond('sent'), per, 'not-yours'],
    ['a responder sends', handled, respond('sent'), runner, 'role'],
  ]);
});

describe('shelve', () => {
  const spoken = { ...handled, contact: true };
  const leak = { ...handled, kind: 'water-leak', colour: 'yellow' } as const;
  check([
    [
      'after contact',
      spoken,
      shelve(minutes(10)),
      kari,
      { state: 'shelved', shelvedUntil: NOW + minutes(10), operatorId: 'kari' },
    ],
    ['where nobody called', leak, shelve(minutes(1)), kari, { state: 'shelved' }],
    [
      'comes back and waits anew',
      { ...shelved, shelvedUntil: NOW, askedOperators: ['kari'], colourSince: 0 },
      { kind: 'shelf-ended' },
      service,
      {
        state: 'queued',
        operatorId: null,
        answeredAt: null,
        askedOperators: [],
        colourSince: NOW,
        answerBy: NOW + seconds(60),
      },
    ],
    ['not yet', shelved, { kind: 'shelf-ended' }, service, 'unchanged'],
    ['red', { ...spoken, colour: 'red' }, shelve(minutes(10)), kari, 'red-never-shelved'],
    ['before contact', handled, shelve(minutes(10)), kari, 'contact-first'],
    ['a fire set down by hand', { ...leak, kind: 'fire-alarm' }, shelve(minutes(10)), kari, 'contact-first'],
    ['too short', spoken, shelve(59_999), kari, 'shelve-time'],
    ['too long', spoken, shelve(minutes(24 * 60) + 1), kari, 'shelve-time'],
    ['no time at all', spoken, shelve(Number.NaN), kari, 'shelve-time'],
    ['unanswered', {}, shelve(minutes(10)), kari, 'alarm-state'],
    ['with a responder out', responding, shelve(minutes(10)), kari, 'alarm-state'],
    ['ended by a person', { ...shelved, shelvedUntil: NOW }, { kind: 'shelf-ended' }, kari, 'role'],
  ]);
});

describe('close', () => {
  check([
    [
      'what I handle',
      handled,
      close,
      kari,
      { state: 'closed', cause: 'fall', action: 'talked', closedAt: NOW, operatorId: 'kari' },
    ],
    ['after the responder', { ...responding, responder: 'done' }, close, kari, { state: 'closed' }],
    ['another’s, by the shift lead', handled, close, lead, { state: 'closed', operatorId: 'kari' }],
    ['a technician’s from the queue', technical, close, tek, { state: 'closed', operatorId: 'tek', answeredAt: NOW }],
    ['unanswered', {}, close, kari, 'alarm-state'],
    ['another’s', handled, close, per, 'not-yours'],
    ['with a responder at the door', responding, close, kari, 'responder-not-done'],
    ['shelved', shelved, close, kari, 'alarm-state'],
    ['twice', closed, close, kari, 'alarm-closed'],
    ['a technician’s, by an operator', technical, close, kari, 'role'],
  ]);
});
