-- The record of truth. Every table belongs to a municipality, directly or through its parent.
-- Times are timestamptz with milliseconds; ids are UUIDs made by the service.

create table municipality (
  id text primary key check (id ~ '^[0-9]{4}$'),   -- national municipality number, 1103 is Stavanger
  name text not null,
  answer_targets jsonb not null                    -- seconds per colour, see DEFAULT_ANSWER_TARGETS
);

create table area (
  id text primary key,
  municipality_id text not null references municipality,
  name text not null,
  island boolean not null default false            -- travel may need a ferry or a boat
);

create table unit (
  id text primary key,
  municipality_id text not null references municipality,
  area_id text references area,
  kind text not null,                              -- response-centre, technical-home-services, home-care, night-patrol …
  name text not null
);

-- Who works here. Sign-in is by the identity provider; this is what Varde knows of them.
create table staff (
  id uuid primary key,
  municipality_id text not null references municipality,
  username text not null unique,
  name text not null,
  role text not null,
  unit_id text references unit
);

create table home (
  id uuid primary key,
  municipality_id text not null references municipality,
  area_id text not null references area,
  street text not null,
  house_number text not null,
  entrance text,
  floor text,
  unit_number text,                                -- bruksenhetsnummer, H0201
  postal_code text not null,
  city text not null,
  key_box text,
  access_note text
);

create table resident (
  id uuid primary key,
  municipality_id text not null references municipality,
  home_id uuid not null references home,
  given_name text not null,
  family_name text not null,
  national_id text unique,                         -- synthetic in every seed
  birth_date date,
  phone text,
  needs text[] not null default '{}',              -- hearing, mobility … what the operator must know before speaking
  hazards text[] not null default '{}'             -- dog, oxygen, aggression …
);
create index resident_home on resident (home_id);

create table next_of_kin (
  id uuid primary key,
  resident_id uuid not null references resident on delete cascade,
  position int not null,
  name text not null,
  relation text not null,
  phone text,
  has_key boolean not null default false,
  unique (resident_id, position)
);

create table response_plan (
  id uuid primary key,
  resident_id uuid not null references resident on delete cascade,
  version int not null,
  approved_at timestamptz not null,
  rules jsonb not null default '[]',
  time_critical_medicine boolean not null default false,
  steps jsonb not null default '[]',
  unique (resident_id, version)
);

create table device (
  id uuid primary key,
  municipality_id text not null references municipality,
  profile text not null,
  serial text not null,
  home_id uuid references home,                    -- null: in stock
  resident_id uuid references resident,            -- whose it is; null for what a home shares
  place text,
  state text not null default 'in-stock' check (state in ('in-stock', 'in-service', 'retired')),
  test_until timestamptz,
  registered_at timestamptz not null,
  version int not null default 1,
  change bigint not null default 0,
  unique (municipality_id, profile, serial)
);
create index device_home on device (home_id);
create index device_resident on device (resident_id);

-- Written in batches by ingest: the latest contact, never a row a heartbeat.
create table device_status (
  device_id uuid primary key references device on delete cascade,
  last_contact timestamptz not null,
  battery smallint,
  rssi smallint,
  power text,
  firmware text,
  lat double precision,
  lon double precision,
  accuracy real
);

-- What may sign in at the broker. A device's own account may use its own topics; a gateway those it lists.
create table broker_account (
  username text primary key,
  kind text not null check (kind in ('device', 'gateway')),
  municipality_id text not null references municipality,
  salt bytea not null,
  hash bytea not null,                             -- PBKDF2-SHA512, as Mosquitto's dynamic security wants it
  iterations int not null,
  devices uuid[] not null,
  revoked_at timestamptz
);

create table event (
  id bigint generated always as identity primary key,
  municipality_id text not null,
  device_id uuid not null references device,
  message_id uuid not null,
  kind text not null,
  at timestamptz not null,
  received_at timestamptz not null,
  seq bigint,
  test boolean not null default false,
  lane text not null check (lane in ('alarm', 'event')),
  data jsonb,
  marks text[] not null default '{}',
  outcome text,                                    -- null until triage has decided
  alarm_id uuid,
  unique (device_id, message_id, kind, at)
);
-- What the sweep looks for: few rows, whatever the table's size.
create index event_undecided on event (lane, received_at) where outcome is null;
create index event_device_kind on event (device_id, kind, received_at desc);
create index event_alarm on event (alarm_id) where alarm_id is not null;

create table quarantine (
  id bigint generated always as identity primary key,
  received_at timestamptz not null,
  topic text not null,
  device_id uuid,                                  -- no foreign key: it may be unknown
  message_id uuid,
  reason text not null,
  size int not null,
  payload bytea not null                           -- the first KiB
);
create index quarantine_device on quarantine (device_id, received_at desc);

create sequence alarm_number;
create sequence change_seq;

create table alarm (
  id uuid primary key,
  number bigint not null unique default nextval('alarm_number'),
  municipality_id text not null references municipality,
  device_id uuid references device,                -- null: somebody phoned
  resident_ids uuid[] not null default '{}',
  home_id uuid references home,
  place text,
  queue text not null,
  colour text not null,
  state text not null,
  condition text not null,
  kind text not null,
  test boolean not null default false,
  received_at timestamptz not null,
  colour_since timestamptz not null,
  answer_by timestamptz not null,
  answered_at timestamptz,
  closed_at timestamptz,
  operator_id uuid references staff,
  offer_until timestamptz,
  asked_operators uuid[] not null default '{}',
  shelved_until timestamptz,
  contact boolean,
  responder text,
  cause text,
  action text,
  message_ids uuid[] not null default '{}',
  events int not null default 1,
  raised jsonb not null,
  match_value text,
  why jsonb not null,
  version int not null default 1,
  change bigint not null                           -- seq of its latest change row
);
-- The merge key: two repeats milliseconds apart cannot become two alarms.
create unique index alarm_open on alarm (device_id, kind, test, coalesce(match_value, '')) where state <> 'closed';
create index alarm_waiting on alarm (municipality_id, queue) where state <> 'closed';
-- What each operator has in hand or on offer.
create index alarm_operator on alarm (operator_id) where state in ('offered', 'handling', 'responding');
create index alarm_number_desc on alarm (municipality_id, number desc);
create index alarm_home on alarm (home_id, received_at desc);

-- Append-only: timeline, audit, source of the stream and of every report.
create table change_log (
  seq bigint primary key default nextval('change_seq'),
  xid xid8 not null default pg_current_xact_id(),  -- sequence numbers do not commit in order: cursors go by this
  at timestamptz not null,
  municipality_id text not null,
  subject text not null,                           -- alarm, device, presence, responder
  subject_id uuid not null,
  version int not null,
  action text not null,                            -- raised, merged, restored, offered, answered …
  actor_id uuid,                                   -- null: the service itself
  detail jsonb not null default '{}'
);
create index change_log_xid on change_log (xid, seq);
-- Since when somebody is free: their latest close or release.
create index change_log_freed on change_log (actor_id, at desc) where action in ('closed', 'released');
create index change_log_subject on change_log (subject_id, seq);

-- Receipts that must arrive (answered, closed): written with the change they tell of, gone when the broker has them.
create table receipt_outbox (
  id bigint generated always as identity primary key,
  device_id uuid not null,
  body jsonb not null
);

create table presence (
  staff_id uuid primary key references staff,
  available boolean not null,
  since timestamptz not null,
  seen_at timestamptz not null
);

-- The console's server-side sessions: revocable, and the same for every api process.
create table session (
  id text primary key,
  data jsonb not null,
  expires_at timestamptz not null
);
create index session_expires on session (expires_at);
