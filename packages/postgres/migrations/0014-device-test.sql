-- The latest test of a device with the centre: when it began, and how far what the device sent has come. What the
-- alarms and the change log know is not repeated here.
create table device_test (
  device_id uuid primary key references device on delete cascade,
  since timestamptz not null,
  message_id uuid,                                 -- of the latest it sent as a test
  received_at timestamptz,
  stored_at timestamptz,
  receipt_at timestamptz,
  heard_again_at timestamptz,                      -- it sent the same again: it had not heard the receipt
  shown_at timestamptz                             -- the call, on a page at the centre
);
-- The operators are to answer what it sends in test mode, too. Read with the device, as `test_until` is.
alter table device add column test_call boolean not null default false;
