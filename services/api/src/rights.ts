import type { Role } from '@varde/domain';

/**
 * What a route lets through. Finer questions (whose alarm is it, which queue) are the domain's; that everything
 * stays within one's own municipality is each statement's.
 */
export type Right =
  | 'me'
  | 'stream'
  | 'alarm.read'
  | 'alarm.act'
  | 'alarm.next'
  | 'alarm.phone-in'
  | 'incident.read'
  | 'device.read'
  | 'device.test'
  | 'device.manage'
  | 'gateway.manage'
  | 'unlock.grant'
  | 'worklist'
  | 'absence.manage'
  | 'decision.read'
  | 'decision.manage'
  | 'resident.read'
  | 'resident.manage'
  | 'resident.move'
  | 'home.manage'
  | 'report.read'
  | 'search';

const OPERATOR: readonly Right[] = [
  'me',
  'stream',
  'alarm.read',
  'alarm.act',
  'alarm.next',
  'alarm.phone-in',
  'incident.read',
  'device.read',
  'device.test',
  'unlock.grant',
  'absence.manage',
  'decision.read',
  'resident.read',
  'report.read',
  'search',
];

const TECHNICIAN: readonly Right[] = [
  'me',
  'stream',
  'alarm.read',
  'alarm.act',
  'alarm.next',
  'incident.read',
  'device.read',
  'device.test',
  'device.manage',
  'gateway.manage',
  'worklist',
  'unlock.grant',
  'absence.manage',
  'decision.read',
  'resident.read',
  'resident.move',
  'home.manage',
  'report.read',
  'search',
];

const RIGHTS: Readonly<Record<Role, ReadonlySet<Right>>> = {
  operator: new Set(OPERATOR),
  'shift-lead': new Set(OPERATOR),
  technician: new Set(TECHNICIAN),
  'case-worker': new Set<Right>([
    'me',
    'device.read',
    'decision.read',
    'decision.manage',
    'absence.manage',
    'resident.read',
    'resident.manage',
    'resident.move',
    'report.read',
    'search',
  ]),
  responder: new Set<Right>(['me', 'stream', 'alarm.read', 'alarm.act']),
  admin: new Set([...OPERATOR, ...TECHNICIAN, 'decision.manage', 'resident.manage']),
};

export const may = (role: Role, right: Right): boolean => RIGHTS[role].has(right);

/** Who the response centre counts as present when they are seen. */
export const answersAlarms = (role: Role): boolean => role === 'operator' || role === 'shift-lead';
