-- What technicians have taken, and what they wrote beside it. The work itself is derived from alarms and devices.
create table work_note (
  municipality_id text not null references municipality,
  work_key text not null,                          -- alarm:… or device:…:collection
  taken_by uuid references staff,
  taken_at timestamptz,
  comment text,
  comment_by uuid references staff,
  comment_at timestamptz,
  primary key (municipality_id, work_key)
);
-- At a home and not tested with the centre; when each was last serviced; where somebody is expected.
create index device_untested on device (municipality_id, registered_at)
  where state = 'installed' or state = 'in-service' and tested_at is null;
create index device_serviced on device (municipality_id, profile, serviced_at)
  where state in ('installed', 'in-service') and serviced_at is not null;
create index device_appointment on device (municipality_id, appointment_at) where assigned_to is not null;
