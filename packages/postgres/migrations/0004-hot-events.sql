-- Ten thousand events a second are inserted and then updated once, when they are decided. See docs/decisions/0013.

-- What was stored together waits here, one row a lane, until all of it is decided and a sweep crosses it off.
-- An index on undecided events would make each decision an insert into every index of the event.
create table undecided_batch (
  id bigint generated always as identity primary key,
  lane text not null,
  event_ids bigint[] not null
);
insert into undecided_batch (lane, event_ids)
select lane, array_agg(id order by id) from event where outcome is null group by lane;
drop index event_undecided;

-- Room on the page for the decided version beside the stored one: no index notices (HOT).
alter table event set (fillfactor = 50);
-- Compared as bytes in two indexes, not as Norwegian.
alter table event alter column kind type text collate "C", alter column lane type text collate "C";

-- The foreign key to the device, asked once for all the rows of a statement and without a lock on each device.
alter table event drop constraint event_device_id_fkey;
create function check_event_devices() returns trigger language plpgsql as $$
begin
  -- `offset 0`: by key for each, however large the table of devices was when this was planned.
  if exists (select from stored where not exists (select from device where id = stored.device_id offset 0)) then
    raise foreign_key_violation using message = 'an event needs its device';
  end if;
  return null;
end $$;
create trigger event_has_device after insert on event referencing new table as stored
  for each statement execute function check_event_devices();

create function keep_device_with_events() returns trigger language plpgsql as $$
begin
  if exists (select from event where device_id = old.id) then
    raise foreign_key_violation using message = 'a device with events stays';
  end if;
  return old;
end $$;
create trigger device_with_events_stays before delete on device for each row execute function keep_device_with_events();
