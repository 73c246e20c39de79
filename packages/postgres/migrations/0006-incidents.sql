-- One thing that many alarms are about: a power cut in an area, an outage of our own.
create table incident (
  id uuid primary key,
  municipality_id text not null references municipality,
  kind text not null check (kind in ('power-cut', 'outage')),
  area_id text references area,                    -- a power cut: all of it,
  street text,                                     -- or this street of it,
  house_number text,                               -- or this address
  began_at timestamptz not null,
  ended_at timestamptz,                            -- null: it lasts
  closed_at timestamptz,
  alarm_id uuid not null                           -- the technicians'; written right after it
    references alarm deferrable initially deferred,
  call_alarm_id uuid references alarm,             -- the operators' latest call round
  members int not null default 0,                  -- how many alarms the call list was made from
  to_call int not null default 0                   -- residents on it then
);
-- Whoever finds it first begins it: several may watch.
create unique index incident_power_cut
  on incident (municipality_id, area_id, coalesce(street, ''), coalesce(house_number, ''))
  where kind = 'power-cut' and closed_at is null;
create unique index incident_outage on incident (municipality_id, began_at) where kind = 'outage';
create index incident_latest on incident (municipality_id, began_at desc);

-- What an incident is about is folded under it; its own alarms carry it too.
alter table alarm add column incident_id uuid references incident;
create index alarm_incident on alarm (incident_id) where incident_id is not null;
-- Lost mains that belong to no incident yet: few, but for the minute in which a power cut begins.
create index alarm_mains_lost on alarm (received_at)
  where kind = 'mains-lost' and incident_id is null and state <> 'closed';
-- Devices that are silent, to be compared with their latest contact.
create index alarm_device_silent on alarm (device_id)
  where kind = 'device-silent' and condition = 'active' and state <> 'closed';
-- Who lives where: how many devices stand in a place.
create index home_place on home (area_id, street, house_number);

-- When heartbeats reached the record: a stretch for each time a process heard the broker and could write.
create table listening (
  process text not null,
  since timestamptz not null,
  until timestamptz not null,
  primary key (process, since)
);
create index listening_until on listening (until);
