import type { Alarm, ResponderStatus } from './alarm.ts';
import type { AlarmCommand, CommandDecision } from './command.ts';
import { mayActOnHeld, mayHandle, type Person } from './may-handle.ts';
import { refuse } from './refusal.ts';
import { responderOut } from './responder-out.ts';

type Respond = Extract<AlarmCommand, { kind: 'respond' }>;

/** What responders say of themselves; sending and calling off is the operator's. */
const OWN_WORDS: readonly ResponderStatus[] = ['accepted', 'on-the-way', 'arrived', 'done'];

const apply = (alarm: Alarm, state: Alarm['state'], command: Respond): CommandDecision => ({
  kind: 'apply',
  alarm: { ...alarm, state, responder: command.status },
  detail: {
    status: command.status,
    ...(command.responder === undefined ? {} : { responder: command.responder }),
  },
});

const decideSend = (alarm: Alarm, command: Respond): CommandDecision => {
  if (alarm.state !== 'handling' && alarm.state !== 'responding') return refuse('alarm-state');
  return apply(alarm, 'responding', command);
};

/** Sends somebody (`sent`, again for another one), or takes their word on how far they have come. */
export const decideRespond = (alarm: Alarm, command: Respond, person: Person): CommandDecision => {
  const ownWord = person.role === 'responder' && OWN_WORDS.includes(command.status);
  if (!ownWord && !mayHandle(person, alarm)) return refuse('role');
  if (!ownWord && !mayActOnHeld(person, alarm)) return refuse('not-yours');
  if (command.status === 'sent') return decideSend(alarm, command);
  if (command.status === alarm.responder) return { kind: 'unchanged' };
  // Done and called off are final: a late "accepted" must not hold up the closing.
  if (!responderOut(alarm)) return refuse('alarm-state');
  return apply(alarm, alarm.state, command);
};
