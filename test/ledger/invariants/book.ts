import type { Invariant } from '../invariant.ts';

/** What the devices were told, against what there is. */
export const BOOK_INVARIANTS: readonly Invariant[] = [
  {
    name: 'stored-is-stored',
    violated: 'The device was told `stored`, and there is not exactly one event (device/message).',
    sql: `
      select book.device_id || '/' || book.message_id
      from (select distinct device_id, message_id, kind, at from book where state = 'stored') book
      left join event using (device_id, message_id, kind, at)
      group by book.device_id, book.message_id, book.kind, book.at having count(event.id) <> 1`,
  },
  {
    name: 'rejected-is-kept',
    violated: 'The device was told `rejected`, and the message is not in quarantine (device/message).',
    sql: `
      select book.device_id || '/' || book.message_id from book
      where state = 'rejected' and not exists (
        select from quarantine where quarantine.device_id = book.device_id and quarantine.message_id = book.message_id)`,
  },
];
