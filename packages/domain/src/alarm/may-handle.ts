import type { Alarm, AlarmQueue } from './alarm.ts';
import type { Actor, Role } from './command.ts';

const OPERATORS: readonly Role[] = ['operator', 'shift-lead', 'admin'];
const TECHNICIANS: readonly Role[] = ['technician', 'shift-lead', 'admin'];

/** A person who acts; the service's own clocks are told apart before this. */
export type Person = Extract<Actor, { readonly id: string }>;

/** Whose queue it is: nobody else is asked about its alarms, and nobody else may take them. */
export const handlersOf = (queue: AlarmQueue): readonly Role[] => (queue === 'technician' ? TECHNICIANS : OPERATORS);

export const mayHandle = (person: Person, alarm: Alarm): boolean => handlersOf(alarm.queue).includes(person.role);

/** Shift leads and admins may act on what another holds: somebody must, when the holder has gone home. */
export const mayActOnHeld = (person: Person, alarm: Alarm): boolean =>
  alarm.operatorId === person.id || person.role === 'shift-lead' || person.role === 'admin';
