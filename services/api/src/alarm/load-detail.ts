import type { AlarmDetailView } from '@varde/contracts';
import { type Instant, orderWaiting } from '@varde/domain';
import {
  type AlarmRecord,
  type Database,
  findAlarms,
  findHome,
  findResidentCards,
  listAlarmEvents,
  listEventsBefore,
  listHomeDevices,
  listTimeline,
  listWaitingKeys,
} from '@varde/postgres';
import { presentAlarm } from './present-alarm.ts';
import {
  presentEvent,
  presentHome,
  presentHomeDevice,
  presentResidentCard,
  presentTimeline,
} from './present-detail.ts';

const loadHome = async (
  db: Database,
  { alarm, municipalityId, homeId }: AlarmRecord,
  now: Instant,
): Promise<Pick<AlarmDetailView, 'before' | 'home' | 'devices' | 'sameHome'>> => {
  if (homeId === null) return { before: [], devices: [], sameHome: [] };
  const [home, devices, before, open] = await Promise.all([
    findHome(db, homeId),
    listHomeDevices(db, homeId),
    listEventsBefore(db, homeId, alarm.id, alarm.receivedAt),
    listWaitingKeys(db, { municipalityId, homeId }),
  ]);
  const others = orderWaiting(open, now).flatMap(({ id }) => (id === alarm.id ? [] : [id]));
  return {
    before: before.map(presentEvent),
    devices: devices.map(presentHomeDevice),
    sameHome: (await findAlarms(db, others)).map(presentAlarm),
    ...(home === null ? {} : { home: presentHome(home) }),
  };
};

/** The alarm with all that an operator needs beside it. */
export const loadDetail = async (db: Database, record: AlarmRecord, now: Instant): Promise<AlarmDetailView> => {
  const residentIds = record.residents.map(({ id }) => id);
  const [timeline, events, cards, home] = await Promise.all([
    listTimeline(db, record.alarm.id),
    listAlarmEvents(db, record.alarm.id),
    findResidentCards(db, record.municipalityId, residentIds),
    loadHome(db, record, now),
  ]);
  return {
    ...presentAlarm(record),
    timeline: timeline.map(presentTimeline),
    eventList: events.map(presentEvent),
    residentCards: cards.map(presentResidentCard),
    ...home,
  };
};
