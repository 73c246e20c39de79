import type { AnswerTargets } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Alarm } from './alarm.ts';
import type { Actor, AlarmCommand, CommandDecision } from './command.ts';
import { decideColour, decideContact, decideNote } from './decide-care.ts';
import { decideClose } from './decide-close.ts';
import { decideAnswer, decideOffer, decideOfferExpired, decideRelease } from './decide-holder.ts';
import { decideHolderBack, decideHolderUnseen } from './decide-holder-unseen.ts';
import { decideRespond } from './decide-respond.ts';
import { decideShelfEnded, decideShelve } from './decide-shelve.ts';
import { decideTestUnconfirmed } from './decide-test-unconfirmed.ts';
import type { Person } from './may-handle.ts';
import { refuse } from './refusal.ts';

/**
 * What a command does to an alarm, by the lifecycle in docs/: the changed alarm, nothing, or why not. `targets` are
 * the municipality's, in seconds. `version` is left as it is: the store counts it.
 */
export const decideCommand = (
  alarm: Alarm,
  command: AlarmCommand,
  actor: Actor,
  now: Instant,
  targets: AnswerTargets,
): CommandDecision => {
  if (alarm.state === 'closed') return refuse('alarm-closed');
  switch (command.kind) {
    case 'offer':
      return decideOffer(alarm, command, actor);
    case 'offer-expired':
      return decideOfferExpired(alarm, actor, now);
    case 'shelf-ended':
      return decideShelfEnded(alarm, actor, now, targets);
    case 'test-unconfirmed':
      return decideTestUnconfirmed(alarm, actor, now, targets);
    case 'holder-unseen':
      return decideHolderUnseen(alarm, command, actor, now);
    case 'holder-back':
      return decideHolderBack(alarm, command, actor);
    default:
      // Everything else is for people: the service never answers, closes or judges in their place.
      return actor.id === null ? refuse('role') : decidePersons(alarm, command, actor, now, targets);
  }
};

type ClockKind = 'offer' | 'offer-expired' | 'shelf-ended' | 'test-unconfirmed' | 'holder-unseen' | 'holder-back';
type PersonsCommand = Exclude<AlarmCommand, { readonly kind: ClockKind }>;

const decidePersons = (
  alarm: Alarm,
  command: PersonsCommand,
  person: Person,
  now: Instant,
  targets: AnswerTargets,
): CommandDecision => {
  switch (command.kind) {
    case 'answer':
      return decideAnswer(alarm, person, now);
    case 'release':
      return decideRelease(alarm, person);
    case 'colour':
      return decideColour(alarm, command, person, now, targets);
    case 'note':
      return decideNote(alarm, command);
    case 'contact':
      return decideContact(alarm, command, person, now, targets);
    case 'respond':
      return decideRespond(alarm, command, person);
    case 'shelve':
      return decideShelve(alarm, command, person, now);
    case 'close':
      return decideClose(alarm, command, person, now);
  }
};
