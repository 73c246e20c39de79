-- Somebody is away or in hospital: some of their sensors are paused until a time that is always set. Of one resident,
-- never of the household.
create table absence (
  id uuid primary key,
  municipality_id text not null references municipality,
  resident_id uuid not null references resident,
  reason text not null,
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  ended_at timestamptz,                            -- before its time: by a person, or by a sign of presence
  ended_by uuid references staff,                  -- null with ended_at: a sign of presence
  made_by uuid not null references staff,
  version int not null default 1,
  check (ends_at > begins_at)
);
create index absence_resident on absence (resident_id, ends_at desc);
create unique index absence_one on absence (resident_id) where ended_at is null;
-- What is paused; read with the device, so that an event of any other costs nothing.
alter table device add column absence_id uuid references absence;
create index device_absence on device (absence_id) where absence_id is not null;
