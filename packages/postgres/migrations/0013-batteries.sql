-- What a device said of its battery, whenever it was something else than before: a hundred rows in the life of one.
create table battery_sample (
  device_id uuid not null references device on delete cascade,
  at timestamptz not null,
  percent smallint not null,
  primary key (device_id, at)
);
