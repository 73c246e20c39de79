-- The life of a device, and the decisions that grant what it does.
alter table device drop constraint device_state_check;
alter table device add constraint device_state_check check (
  state in ('in-stock', 'prepared', 'installed', 'in-service', 'returned', 'in-repair', 'retired'));
alter table device
  add column assigned_to uuid references resident, -- whom it is meant for while it is not there yet
  add column appointment_at timestamptz,
  add column location text,                        -- in which store or van, while at nobody's
  add column functions_off text[] not null default '{}',
  add column installed_at timestamptz,
  add column tested_at timestamptz,                -- with the centre, since it was installed
  add column serviced_at timestamptz,
  add column battery_at timestamptz,               -- when its battery was last new
  add column collect_since timestamptz,            -- nothing grants it any more: somebody fetches it
  add column replaces uuid references device;
create index device_assigned on device (assigned_to) where assigned_to is not null;
create index device_collect on device (municipality_id, collect_since) where collect_since is not null;
-- Whose position is not to be kept: few, and asked for often.
create index device_without_position on device (id) where functions_off @> '{position}';

-- *Vedtak*: what the health and welfare office has granted one resident. Dates are days in Norway.
create table decision (
  id uuid primary key,
  municipality_id text not null references municipality,
  number text not null,
  resident_id uuid not null references resident,
  valid_from date not null,
  valid_until date,                                -- the last day; null: until it is ended
  ended_on date,                                   -- from that day on it does not hold
  ended_reason text,
  grants jsonb not null,                           -- [{function, basis}]
  orders text[] not null default '{}',             -- device profiles it grants
  due_on date,                                     -- the next day something in it ends; null: never, or it has
  version int not null default 1,
  change bigint not null,
  unique (municipality_id, number),
  check ((ended_on is null) = (ended_reason is null))
);
create index decision_resident on decision (resident_id);
create index decision_due on decision (due_on) where due_on is not null;
