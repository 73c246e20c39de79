import { DEFAULT_ANSWER_TARGETS } from '../colour.ts';
import { minutes, seconds } from '../instant.ts';
import { anAlarm, NOW } from '../test-data.ts';
import type { Alarm } from './alarm.ts';
import type { Actor, AlarmCommand, RefusalCode, Role } from './command.ts';
import { decideCommand } from './decide-command.ts';

/** Who acts in the tests of the commands, and the states they find an alarm in. */

const as = (role: Role, id: string): Actor => ({ id, role });
export const kari = as('operator', 'kari');
export const per = as('operator', 'per');
export const lead = as('shift-lead', 'lead');
export const tek = as('technician', 'tek');
export const runner = as('responder', 'runner');
export const clerk = as('case-worker', 'clerk');
export const service: Actor = { id: null, role: 'service' };

export const offered: Partial<Alarm> = { state: 'offered', operatorId: 'kari', offerUntil: NOW + seconds(5) };
export const handled: Partial<Alarm> = { state: 'handling', operatorId: 'kari', answeredAt: NOW - 1 };
export const responding: Partial<Alarm> = { ...handled, state: 'responding', responder: 'on-the-way' };
export const shelved: Partial<Alarm> = {
  ...handled,
  state: 'shelved',
  shelvedUntil: NOW + minutes(5),
  contact: true,
};
export const closed: Partial<Alarm> = { ...handled, state: 'closed', cause: 'fall', action: 'talked', closedAt: NOW };
export const technical: Partial<Alarm> = { queue: 'technician', colour: 'blue', kind: 'tamper' };

/** In words: the code of a refusal, "unchanged", or what is to be seen in the alarm afterwards. */
export type Expected = RefusalCode | 'unchanged' | Partial<Alarm>;
export type Row = readonly [name: string, before: Partial<Alarm>, command: AlarmCommand, actor: Actor, after: Expected];

export const decided = (before: Partial<Alarm>, command: AlarmCommand, actor: Actor): Expected => {
  const decision = decideCommand(anAlarm(before), command, actor, NOW, DEFAULT_ANSWER_TARGETS);
  switch (decision.kind) {
    case 'apply':
      return decision.alarm;
    case 'unchanged':
      return 'unchanged';
    case 'refuse':
      return decision.code;
  }
};
