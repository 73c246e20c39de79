-- Who may open what leads into a home, for how long, and for what: a visit or an alarm.
create table unlock_right (
  id uuid primary key,
  municipality_id text not null references municipality,
  home_id uuid not null references home,
  holder text not null,                            -- a unit or a member of staff, never a resident
  starts_at timestamptz not null,
  ends_at timestamptz not null,
  visit text,                                      -- what the visit is for
  alarm_id uuid references alarm,
  made_by uuid not null references staff,
  revoked_at timestamptz,
  check (ends_at > starts_at),
  check ((visit is null) <> (alarm_id is null))
);
create index unlock_right_home on unlock_right (home_id, ends_at);

-- Keys that are out of the key box, or have none: who has which.
create table home_key (
  id uuid primary key,
  municipality_id text not null references municipality,
  home_id uuid not null references home,
  label text not null,
  holder text not null,
  held_since timestamptz not null,
  returned_at timestamptz,                         -- back with whoever lives there
  version int not null default 1,
  unique (municipality_id, label)
);
create index home_key_home on home_key (home_id) where returned_at is null;
create index home_key_holder on home_key (municipality_id, holder) where returned_at is null;
