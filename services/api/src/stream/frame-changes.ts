import type { StreamAlarm, StreamDevice, StreamPresence, StreamResponder } from '@varde/contracts';
import { RESPONDER_STATUSES } from '@varde/domain';
import {
  type AlarmRecord,
  type Change,
  type Database,
  type DeviceRecord,
  findAlarms,
  findDevices,
  findPresence,
  type PresenceRow,
} from '@varde/postgres';
import { presentAlarm } from '../alarm/present-alarm.ts';
import { presentDevice } from '../device/present-device.ts';
import { iso } from '../iso.ts';
import { eventText, type Frame } from './frame.ts';

/** These alarms, each as its change with that number left it or later. */
type TakeAlarms = (seqs: ReadonlyMap<string, number>) => Promise<AlarmRecord[]>;

const bySubject = (changes: readonly Change[], subject: Change['subject']): Map<string, Change[]> =>
  Map.groupBy(
    changes.filter((change) => change.subject === subject),
    (change) => change.subjectId,
  );

const actionsOf = (changes: readonly Change[]): string[] => changes.map(({ action }) => action);

const frameOffer = (record: AlarmRecord, changes: readonly Change[]): Frame[] => {
  const { state, operatorId, offerUntil } = record.alarm;
  const offered = changes.some(({ action }) => action === 'offered');
  if (!offered || state !== 'offered' || operatorId === null || offerUntil === null) return [];
  const text = eventText('offer', { alarm: presentAlarm(record), until: iso(offerUntil) });
  return [{ municipalityId: record.municipalityId, staffId: operatorId, text }];
};

const frameResponder = ({ alarm, municipalityId }: AlarmRecord, changes: readonly Change[]): Frame[] => {
  const last = changes.findLast(({ action }) => action === 'respond');
  const status = RESPONDER_STATUSES.find((candidate) => candidate === last?.detail['status']);
  if (last === undefined || status === undefined) return [];
  const { responder } = last.detail;
  const data: StreamResponder = {
    alarmId: alarm.id,
    status,
    change: last.seq,
    ...(typeof responder === 'string' ? { responder } : {}),
  };
  return [{ municipalityId, staffId: null, text: eventText('responder', data) }];
};

const FROM_DEVICE = ['raised', 'merged'];

/** Quiet only where all that came of the device is. */
const ringsOf = (changes: readonly Change[]): { readonly rings?: boolean } => {
  if (changes.some(({ detail }) => detail['rings'] === true)) return { rings: true };
  const said = changes.filter(({ action }) => FROM_DEVICE.includes(action));
  return said.length > 0 && said.every(({ detail }) => detail['rings'] === false) ? { rings: false } : {};
};

const frameAlarm = (record: AlarmRecord, changes: readonly Change[]): Frame[] => {
  const data: StreamAlarm = { ...presentAlarm(record), actions: actionsOf(changes), ...ringsOf(changes) };
  const news: Frame = { municipalityId: record.municipalityId, staffId: null, text: eventText('alarm', data) };
  return [news, ...frameOffer(record, changes), ...frameResponder(record, changes)];
};

const frameDevice = (device: DeviceRecord, changes: readonly Change[]): Frame => {
  const data: StreamDevice = { ...presentDevice(device), actions: actionsOf(changes) };
  return { municipalityId: device.municipalityId, staffId: null, text: eventText('device', data) };
};

const framePresence = (presence: PresenceRow, last: Change): Frame => {
  const data: StreamPresence = {
    operator: { id: presence.staffId, name: presence.name },
    available: presence.available,
    since: iso(presence.since),
    change: last.seq,
  };
  return { municipalityId: last.municipalityId, staffId: null, text: eventText('presence', data) };
};

/**
 * What changed, as events: each alarm, device or person once, in its present state, however often it changed. In
 * the order of the first change of each.
 */
export const frameChanges = async (
  db: Database,
  changes: readonly Change[],
  takeAlarms: TakeAlarms = (seqs) => findAlarms(db, [...seqs.keys()]),
): Promise<Frame[]> => {
  const alarms = bySubject(changes, 'alarm');
  const devices = bySubject(changes, 'device');
  const people = bySubject(changes, 'presence');
  const [alarmRecords, deviceRecords, presences] = await Promise.all([
    takeAlarms(new Map([...alarms].map(([id, its]) => [id, Math.max(...its.map(({ seq }) => seq))]))),
    findDevices(db, [...devices.keys()]),
    findPresence(db, [...people.keys()]),
  ]);
  return [
    ...alarmRecords.flatMap((record) => frameAlarm(record, alarms.get(record.alarm.id) ?? [])),
    ...deviceRecords.map((device) => frameDevice(device, devices.get(device.id) ?? [])),
    ...presences.flatMap((presence) => {
      const last = people.get(presence.staffId)?.at(-1);
      return last === undefined ? [] : [framePresence(presence, last)];
    }),
  ];
};
