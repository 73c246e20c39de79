import type { AlarmDetailView, ResidentDetailView } from '@varde/contracts';
import type { ClosedResident, EventRow, HomeDeviceRow, HomeRow, ResidentCardRow, TimelineRow } from '@varde/postgres';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';
import { kindLabel, profileLabel } from './present-alarm.ts';

type Detail = AlarmDetailView;

export const presentTimeline = (row: TimelineRow): Detail['timeline'][number] => ({
  change: row.change,
  at: iso(row.at),
  action: row.action,
  detail: row.detail,
  ...(row.actorId === null ? {} : { actor: { id: row.actorId, name: row.actorName ?? '' } }),
});

export const presentEvent = (row: EventRow): Detail['before'][number] => ({
  id: String(row.id),
  messageId: row.messageId,
  kind: row.kind,
  label: kindLabel(row.kind),
  at: iso(row.at),
  receivedAt: iso(row.receivedAt),
  marks: [...row.marks],
  ...omitNull({ data: row.data }),
});

export const presentHome = (row: HomeRow): NonNullable<Detail['home']> => {
  const { street, houseNumber, postalCode, city, island, entrance, floor, unitNumber, keyBox, accessNote } = row;
  const rest = omitNull({ entrance, floor, unitNumber, keyBox, accessNote });
  return { street, houseNumber, postalCode, city, island, ...rest };
};

export const presentHomeDevice = (row: HomeDeviceRow): Detail['devices'][number] => ({
  id: row.id,
  profile: row.profile,
  label: profileLabel(row.profile),
  serial: row.serial,
  place: row.place ?? '',
  ...omitNull({ lastContact: isoOrNull(row.lastContact), battery: row.battery }),
});

export const presentClosed = (closed: ClosedResident | null) =>
  closed === null ? null : { at: iso(closed.at), reason: closed.reason };

export const presentResidentCard = (row: ResidentCardRow): Detail['residentCards'][number] => ({
  id: row.id,
  name: row.name,
  needs: [...row.needs],
  hazards: [...row.hazards],
  nextOfKin: row.nextOfKin.map(({ name, relation, phone, hasKey }) => ({
    name,
    relation,
    hasKey,
    ...omitNull({ phone }),
  })),
  ...omitNull({
    age: row.age,
    closed: presentClosed(row.closed),
    phone: row.phone,
    responsePlan:
      row.plan === null
        ? null
        : {
            version: row.plan.version,
            approvedAt: iso(row.plan.approvedAt),
            steps: row.plan.steps.map(({ text }) => ({ text })),
          },
  }),
});

export const presentResident = (row: ResidentCardRow, home: HomeRow | null): ResidentDetailView => ({
  ...presentResidentCard(row),
  area: { id: row.areaId, name: row.areaName },
  homeId: row.homeId,
  version: row.version,
  change: row.change,
  ...(home === null ? {} : { home: presentHome(home) }),
});
