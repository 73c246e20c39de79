import type { Invariant } from '../invariant.ts';

/** The device is told of this many messages beside the first. */
const MERGED_IDS = 20;

/** What must alarm has alarmed, once, and nothing else has. */
export const ALARM_INVARIANTS: readonly Invariant[] = [
  {
    name: 'alarm-lost',
    violated: 'An event that must alarm raised no alarm and joined none (event).',
    sql: `
      select event_id::text from judgement
      where must and decided
        and not exists (select from cause where cause.event_id = judgement.event_id and not cause.aside)`,
  },
  {
    name: 'alarmed-once',
    violated: 'An event raised or joined alarms more than once (event).',
    sql: 'select event_id::text from cause where event_id is not null and not aside group by event_id having count(*) > 1',
  },
  {
    name: 'event-knows-its-alarm',
    violated: 'An event points at another alarm than the one it raised or joined (event).',
    sql: `
      select judgement.event_id::text from judgement join cause on cause.event_id = judgement.event_id and not cause.aside
      where judgement.alarm_id is distinct from cause.alarm_id`,
  },
  {
    name: 'alarm-uncalled-for',
    violated: 'An event that is only to be recorded raised or joined an alarm (event).',
    sql: `
      select judgement.event_id::text from judgement join cause on cause.event_id = judgement.event_id and not cause.aside
      where not judgement.must`,
  },
  {
    name: 'reused-id-told',
    violated: 'A message id was used for two events, and the technicians were not told of each (device/message).',
    sql: `
      select device_id || '/' || message_id from judgement
      where decided
      group by device_id, message_id
      having count(*) > 1 and count(*) - 1 <> count(*) filter (
        where exists (select from cause where cause.event_id = judgement.event_id and cause.aside))`,
  },
  {
    name: 'alarm-without-cause',
    violated: 'An alarm has no cause: no event, nobody who phoned, nothing the service itself tells of (alarm).',
    sql: `
      select alarm.id::text from alarm
      where not exists (
          select from cause left join event on event.id = cause.event_id
          where cause.alarm_id = alarm.id and (cause.event_id is null or event.id is not null))
        and not exists (
          select from change_log
          where subject_id = alarm.id and subject = 'alarm' and action = 'raised' and detail ->> 'by' = 'phone')`,
  },
  {
    name: 'open-once',
    violated: 'Two alarms of one merge key are open at once (device/kind).',
    sql: `
      select device_id || '/' || kind from alarm
      where state <> 'closed' and device_id is not null
      group by device_id, kind, test, match_value having count(*) > 1`,
  },
  {
    name: 'events-add-up',
    violated: 'An alarm counts another number of events than raised and joined it (alarm).',
    sql: `
      select alarm.id::text from alarm left join cause on cause.alarm_id = alarm.id
      group by alarm.id having alarm.events <> count(cause.alarm_id)`,
  },
  {
    name: 'messages-add-up',
    violated: 'An alarm does not name the messages of its events, of which the device is to hear (alarm).',
    sql: `
      select alarm.id::text from alarm
      join cause on cause.alarm_id = alarm.id and not cause.aside
      join event on event.id = cause.event_id
      group by alarm.id
      having not alarm.message_ids <@ array_agg(event.message_id)
        or cardinality(alarm.message_ids) <> least(${MERGED_IDS + 1}, count(distinct event.message_id))`,
  },
];
