-- What a device was told to do, by whom and what for, and what it answered. Nothing is told after `until`.
create table device_command (
  id uuid primary key,
  municipality_id text not null references municipality,
  device_id uuid not null references device on delete cascade,
  command text not null,
  alarm_id uuid references alarm,
  made_by uuid not null references staff,
  made_at timestamptz not null,
  until timestamptz not null,
  sent_at timestamptz,                             -- the broker has it
  ok boolean,                                      -- null: the device has not answered
  reason text,
  answered_at timestamptz
);
create index device_command_device on device_command (device_id, made_at desc);
-- What waits to be sent: few rows, whatever the table's size.
create index device_command_waiting on device_command (made_at) where sent_at is null;
