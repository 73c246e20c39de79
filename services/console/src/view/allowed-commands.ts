import type { AlarmView, MeView } from '@varde/contracts';
import {
  type AlarmCommand,
  DEFAULT_ANSWER_TARGETS,
  decideCommand,
  type Instant,
  minutes,
  ROLES,
  responderOut,
} from '@varde/domain';
import { toDomainAlarm } from './to-domain-alarm.ts';

/** In the order they stand on the page. */
const COMMANDS = [
  'answer',
  'contact',
  'no-contact',
  'note',
  'respond',
  'colour',
  'shelve',
  'release',
  'close',
] as const;
export type CommandName = (typeof COMMANDS)[number];

/** The command in a form that can only be refused for what the alarm is, and who asks. */
const sample = (name: CommandName, alarm: AlarmView, now: Instant): AlarmCommand => {
  switch (name) {
    case 'contact':
      return { kind: 'contact', made: true };
    case 'no-contact':
      return { kind: 'contact', made: false };
    case 'note':
      return { kind: 'note', text: '-' };
    case 'respond':
      return { kind: 'respond', status: 'sent' };
    case 'colour':
      return { kind: 'colour', colour: alarm.colour === 'red' ? 'orange' : 'red', reason: '-' };
    case 'shelve':
      return { kind: 'shelve', until: now + minutes(15), reason: '-' };
    case 'close':
      return { kind: 'close', cause: 'unknown', action: 'none' };
    case 'answer':
    case 'release':
      return { kind: name };
  }
};

const isContact = (name: CommandName): boolean => name === 'contact' || name === 'no-contact';

/**
 * What I may do with this alarm, by the same decisions the api makes. Whether there was contact is asked of the
 * one who has the alarm only: nobody else is on the line.
 */
export const allowedCommands = (alarm: AlarmView, me: MeView, now: Instant): ReadonlySet<CommandName> => {
  const role = ROLES.find((known) => known === me.role);
  if (role === undefined) return new Set();
  const known = toDomainAlarm(alarm);
  const mine = alarm.operator?.id === me.id && alarm.state !== 'offered';
  const may = (name: CommandName): boolean => {
    if (isContact(name) && !mine) return false;
    const decision = decideCommand(known, sample(name, alarm, now), { id: me.id, role }, now, DEFAULT_ANSWER_TARGETS);
    return decision.kind === 'apply' || (decision.kind === 'unchanged' && isContact(name));
  };
  return new Set(COMMANDS.filter(may));
};

/** The one command to make loud: find out how the person is, then help or finish. */
export const loudCommand = (alarm: AlarmView, allowed: ReadonlySet<CommandName>): CommandName | undefined => {
  if (allowed.has('answer')) return 'answer';
  if (!allowed.has('close')) return undefined;
  if (alarm.queue === 'technician' || alarm.responder !== undefined || alarm.contact === true) return 'close';
  if (alarm.contact === undefined) return 'contact';
  return responderOut(toDomainAlarm(alarm)) ? undefined : 'respond';
};
