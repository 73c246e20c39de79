import type { DeviceCommand, Instant } from '@varde/domain';
import { sql } from 'kysely';
import { appendChange, nextChangeSeq } from './change-log.ts';
import type { Database, Executor, Tx } from './database.ts';
import { timestamp } from './timestamp.ts';

export type DeviceCommandRecord = {
  readonly id: string;
  readonly deviceId: string;
  readonly command: DeviceCommand;
  readonly alarmId: string | null;
  readonly madeBy: string;
  readonly madeAt: Instant;
  readonly until: Instant;
  readonly sentAt: Instant | null;
  readonly ok: boolean | null;
  readonly reason: string | null;
  readonly answeredAt: Instant | null;
};

const commandColumns = sql.raw(
  `id, device_id as "deviceId", command, alarm_id as "alarmId", made_by as "madeBy", made_at as "madeAt", until,
   sent_at as "sentAt", ok, reason, answered_at as "answeredAt"`,
);

export type NewDeviceCommand = Pick<
  DeviceCommandRecord,
  'id' | 'deviceId' | 'command' | 'alarmId' | 'madeBy' | 'madeAt' | 'until'
>;

export const insertDeviceCommand = async (tx: Tx, municipalityId: string, one: NewDeviceCommand): Promise<void> => {
  await sql`
    insert into device_command (id, municipality_id, device_id, command, alarm_id, made_by, made_at, until)
    values (${one.id}, ${municipalityId}, ${one.deviceId}, ${one.command}, ${one.alarmId}, ${one.madeBy},
      ${timestamp(one.madeAt)}, ${timestamp(one.until)})`.execute(tx);
};

/** Of a device, the latest first. */
export const listDeviceCommands = async (
  db: Executor,
  deviceId: string,
  limit: number,
): Promise<DeviceCommandRecord[]> => {
  const { rows } = await sql<DeviceCommandRecord>`
    select ${commandColumns} from device_command where device_id = ${deviceId}
    order by made_at desc limit ${limit}`.execute(db);
  return rows;
};

/** Not sent yet and not too late, the oldest first; what was for an alarm that is closed by now is for nothing. */
export const loadWaitingCommands = async (
  db: Executor,
  now: Instant,
  limit: number,
): Promise<DeviceCommandRecord[]> => {
  const { rows } = await sql<DeviceCommandRecord>`
    select ${commandColumns} from device_command where sent_at is null and until > ${timestamp(now)}
      and made_at > ${timestamp(now)} - interval '1 hour'
      and not exists (select from alarm where alarm.id = device_command.alarm_id and alarm.state = 'closed')
    order by made_at limit ${limit}`.execute(db);
  return rows;
};

/** Whether the device was told this already, has not answered, and it still counts. */
export const isCommandPending = async (
  db: Executor,
  deviceId: string,
  command: DeviceCommand,
  now: Instant,
): Promise<boolean> => {
  const { rows } = await sql`
    select from device_command
    where device_id = ${deviceId} and command = ${command} and answered_at is null and until > ${timestamp(now)}
      and made_at > ${timestamp(now)} - interval '1 hour' limit 1`.execute(db);
  return rows.length > 0;
};

/** The broker has it. */
export const markCommandSent = async (db: Executor, id: string, now: Instant): Promise<void> => {
  await sql`update device_command set sent_at = ${timestamp(now)} where id = ${id}`.execute(db);
};

export type DeviceCommandAnswer = {
  readonly id: string;
  readonly deviceId: string;
  readonly ok: boolean;
  readonly reason: string | null;
};

/** What the device says became of it, once; false: it was not asked that, or has answered. */
export const answerDeviceCommand = async (
  db: Database,
  { id, deviceId, ok, reason }: DeviceCommandAnswer,
  now: Instant,
): Promise<boolean> =>
  db.transaction().execute(async (tx) => {
    const { rows } = await sql<{ municipalityId: string; command: string; version: number }>`
      update device_command set ok = ${ok}, reason = ${reason}, answered_at = ${timestamp(now)}
      from device
      where device_command.id = ${id} and device_id = ${deviceId} and answered_at is null and device.id = device_id
      returning device.municipality_id as "municipalityId", command, device.version`.execute(tx);
    const [row] = rows;
    if (row === undefined) return false;
    const { municipalityId, command, version } = row;
    const seq = await nextChangeSeq(tx);
    const about = { municipalityId, subject: 'device', subjectId: deviceId, version } as const;
    const detail = { commandId: id, command, ok, ...(reason === null ? {} : { reason }) };
    await appendChange(tx, { seq, at: now, ...about, action: 'command-answered', actorId: null, detail });
    return true;
  });
