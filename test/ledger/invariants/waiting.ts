import type { Invariant } from '../invariant.ts';

/**
 * Nothing is left lying. A receipt that the broker has is deleted, so the record can tell only that as many were
 * written as people answered and closed, and that none waits; what arrived is in the devices' books.
 */
export const waitingInvariants = (settledWithin: number): readonly Invariant[] => [
  {
    name: 'decided-in-time',
    violated: 'An event has waited too long to be decided (event).',
    sql: `
      select id::text from event
      where outcome is null and received_at < now() - make_interval(secs => $1)`,
    values: [settledWithin / 1_000],
  },
  {
    name: 'sweep-finds-all',
    violated: 'An event is undecided, and no sweep would ever find it (event).',
    sql: `
      select event.id::text from event
      left join (select unnest(event_ids) as id from undecided_batch) waiting on waiting.id = event.id
      where event.outcome is null and waiting.id is null`,
  },
  {
    name: 'receipts-sent',
    violated: 'A receipt that must arrive has waited too long for the broker (outbox).',
    sql: `
      select id::text from receipt_outbox
      where (body ->> 'at')::timestamptz < now() - make_interval(secs => $1)`,
    values: [settledWithin / 1_000],
  },
  {
    name: 'receipts-written',
    violated: 'Fewer receipts were ever written than alarms of devices answered and closed (missing).',
    sql: `
      select (told.count - written.count)::text
      from (
        select count(*) from change_log change join alarm on alarm.id = change.subject_id
        where change.subject = 'alarm' and change.action in ('answered', 'closed')
          and alarm.device_id is not null and alarm.message_ids <> '{}') told,
        (select case when is_called then last_value else 0 end as count from receipt_outbox_id_seq) written
      where told.count > written.count`,
  },
];
