import type { Instant } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import type { AlarmCommand, CommandDecision } from './command.ts';
import { mayActOnHeld, mayHandle, type Person } from './may-handle.ts';
import { refuse } from './refusal.ts';
import { responderOut } from './responder-out.ts';

/** A technician closes from the worklist what was mended without taking it first. */
const closableFromQueue = (alarm: Alarm): boolean => alarm.queue === 'technician' && alarm.state === 'queued';

export const decideClose = (
  alarm: Alarm,
  command: Extract<AlarmCommand, { kind: 'close' }>,
  person: Person,
  now: Instant,
): CommandDecision => {
  if (!mayHandle(person, alarm)) return refuse('role');
  const handled = alarm.state === 'handling' || alarm.state === 'responding';
  if (!handled && !closableFromQueue(alarm)) return refuse('alarm-state');
  if (handled && !mayActOnHeld(person, alarm)) return refuse('not-yours');
  if (responderOut(alarm)) return refuse('responder-not-done');
  const { cause, action, note } = command;
  return {
    kind: 'apply',
    alarm: {
      ...alarm,
      state: 'closed',
      cause,
      action,
      closedAt: now,
      operatorId: alarm.operatorId ?? person.id,
      answeredAt: alarm.answeredAt ?? now,
    },
    detail: { cause, action, ...(note === undefined ? {} : { note }) },
  };
};
