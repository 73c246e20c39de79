import type { AlarmView } from '@varde/contracts';
import { describeWhy, deviceProfile, eventKind } from '@varde/domain';
import type { AlarmRecord } from '@varde/postgres';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';

export const kindLabel = (kind: string): string => eventKind(kind)?.label.nb ?? kind;

export const profileLabel = (profile: string): string => deviceProfile(profile)?.label.nb ?? profile;

/** An alarm as everybody outside sees it, words in bokmål. */
export const presentAlarm = ({ alarm, ...record }: AlarmRecord): AlarmView => ({
  id: alarm.id,
  number: record.number,
  queue: alarm.queue,
  colour: alarm.colour,
  state: alarm.state,
  condition: alarm.condition,
  kind: alarm.kind,
  category: eventKind(alarm.kind)?.category ?? 'technical',
  label: kindLabel(alarm.kind),
  test: alarm.test,
  receivedAt: iso(alarm.receivedAt),
  colourSince: iso(alarm.colourSince),
  answerBy: iso(alarm.answerBy),
  residents: record.residents.map(({ id, name }) => ({ id, name })),
  place: record.place ?? '',
  events: alarm.events,
  why: alarm.why.map((why) => ({ ...why, text: describeWhy(why, 'nb') })),
  version: alarm.version,
  change: record.change,
  ...omitNull({
    answeredAt: isoOrNull(alarm.answeredAt),
    closedAt: isoOrNull(alarm.closedAt),
    operator: record.operator,
    offerUntil: isoOrNull(alarm.offerUntil),
    holderUnseenSince: isoOrNull(alarm.holderUnseenSince),
    shelvedUntil: isoOrNull(alarm.shelvedUntil),
    contact: alarm.contact,
    responder: alarm.responder,
    cause: alarm.cause,
    action: alarm.action,
    device: record.device === null ? null : { ...record.device, label: profileLabel(record.device.profile) },
    area: record.area,
    incident: record.incidentId === null ? null : { id: record.incidentId },
  }),
});
