import type { Invariant } from '../invariant.ts';

/** The change log tells each step once and in order. Presence and responders are not counted by version. */
export const CHANGE_INVARIANTS: readonly Invariant[] = [
  {
    name: 'versions-in-order',
    violated: 'The versions of an alarm or a device have a gap, a double, or another order than its changes (subject).',
    sql: `
      select subject_id::text from (
        select subject, subject_id, version, lag(version) over (partition by subject_id order by seq) as before
        from change_log where subject in ('alarm', 'device')) step
      where version <> before + 1 or (before is null and subject = 'alarm' and version <> 1)
      group by subject_id`,
  },
  {
    name: 'latest-change-known',
    violated: 'An alarm or a device has another version than its latest change (subject).',
    sql: `
      select coalesce(alarm.id, device.id)::text
      from (
        select subject, subject_id, max(version) as version, max(seq) as seq
        from change_log where subject in ('alarm', 'device') group by subject, subject_id) latest
      left join alarm on latest.subject = 'alarm' and alarm.id = latest.subject_id
      left join device on latest.subject = 'device' and device.id = latest.subject_id
      where coalesce(alarm.version, device.version) <> latest.version
        or coalesce(alarm.change, device.change) <> latest.seq
      union all
      select id::text from alarm
      where not exists (select from change_log where subject = 'alarm' and subject_id = alarm.id)`,
  },
  {
    name: 'closed-stays-closed',
    violated: 'An alarm was changed after it was closed (alarm).',
    sql: `
      select subject_id::text from change_log where subject = 'alarm'
      group by subject_id having max(version) filter (where action = 'closed') < max(version)`,
  },
  {
    name: 'change-numbers-unique',
    violated: 'Two changes have one number (number).',
    sql: 'select seq::text from change_log group by seq having count(*) > 1',
  },
];
