import type { IncidentDetailView, IncidentView } from '@varde/contracts';
import { orderCallList } from '@varde/domain';
import type { HitResidentRow, IncidentRecord } from '@varde/postgres';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';

export const presentIncident = (record: IncidentRecord): IncidentView => ({
  id: record.id,
  kind: record.kind,
  beganAt: iso(record.beganAt),
  alarmId: record.alarmId,
  members: record.devices,
  active: record.dark,
  toCall: record.toCall,
  ...omitNull({
    area: record.areaId === null ? null : { id: record.areaId, name: record.areaName ?? '' },
    street: record.street,
    houseNumber: record.houseNumber,
    endedAt: isoOrNull(record.endedAt),
    closedAt: isoOrNull(record.closedAt),
    callAlarmId: record.callAlarmId,
  }),
});

export const presentCallList = (residents: readonly HitResidentRow[]): IncidentDetailView['callList'] =>
  orderCallList(residents).map(({ resident, reasons }) => ({
    resident: { id: resident.id, name: resident.name },
    street: resident.street,
    houseNumber: resident.houseNumber,
    reasons: [...reasons],
    powerBack: resident.powerBack,
    contacted: resident.contacted,
    ...omitNull({
      age: resident.age,
      phone: resident.phone,
      floor: resident.floor,
      unitNumber: resident.unitNumber,
    }),
  }));
