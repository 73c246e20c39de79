import type { Colour } from '../colour.ts';
import type { Instant } from '../instant.ts';
import type { Action, Alarm, Cause, ResponderStatus } from './alarm.ts';

export const ROLES = ['operator', 'shift-lead', 'technician', 'case-worker', 'responder', 'admin'] as const;
export type Role = (typeof ROLES)[number];

/** Who acts. The clocks of the service act as `{ id: null, role: 'service' }`. */
export type Actor = { readonly id: string; readonly role: Role } | { readonly id: null; readonly role: 'service' };

export type AlarmCommand =
  | { readonly kind: 'offer'; readonly operatorId: string; readonly until: Instant }
  | { readonly kind: 'offer-expired' }
  /** Milliseconds since whoever has it was seen, as long as anybody was: what we did not hear is nobody's absence. */
  | { readonly kind: 'holder-unseen'; readonly unseenFor: number }
  | { readonly kind: 'holder-back'; readonly unseenFor: number }
  | { readonly kind: 'answer' }
  | { readonly kind: 'release' }
  | { readonly kind: 'colour'; readonly colour: Colour; readonly reason?: string }
  | { readonly kind: 'note'; readonly text: string }
  | { readonly kind: 'contact'; readonly made: boolean }
  | { readonly kind: 'respond'; readonly status: ResponderStatus; readonly responder?: string }
  | { readonly kind: 'shelve'; readonly until: Instant; readonly reason: string }
  | { readonly kind: 'shelf-ended' }
  /** A red in test mode that no technician has taken: it goes to the operators. */
  | { readonly kind: 'test-unconfirmed' }
  | { readonly kind: 'close'; readonly cause: Cause; readonly action: Action; readonly note?: string };

export type RefusalCode =
  | 'alarm-closed'
  | 'alarm-state'
  | 'alarm-taken'
  | 'not-yours'
  | 'colour-reason-missing'
  | 'red-never-shelved'
  | 'contact-first'
  | 'shelve-time'
  | 'responder-not-done'
  | 'role';

export type CommandDecision =
  | { readonly kind: 'apply'; readonly alarm: Alarm; readonly detail: Readonly<Record<string, unknown>> }
  /** Already so: answering twice is answered once. Nothing is written. */
  | { readonly kind: 'unchanged' }
  | { readonly kind: 'refuse'; readonly code: RefusalCode; readonly text: string };
