-- Finding by name, address, serial or decision number, typing faults and all, and every list of a million devices.
-- See docs/decisions/0025. A trusted extension: the database's owner may create it.
create extension if not exists pg_trgm;

-- As one types it: å, aa and a are one letter, so are ø, oe and o, and æ and ae; no accents, no capitals. Bodies are
-- parsed here and now, so that an index's function is found whatever the search path is when it is kept up.
create function search_fold(value text) returns text language sql immutable strict parallel safe
return replace(replace(replace(replace(lower(translate(
  regexp_replace(normalize(value, nfd), '[\u0300-\u036f]+', '', 'g'),
  'ÆØÐĐŁŊŦøðđłŋŧ', 'æoddlntoddlnt')), 'æ', 'ae'), 'ß', 'ss'), 'aa', 'a'), 'oe', 'o');

create function search_words(value text) returns text[] language sql immutable strict parallel safe
return (
  select coalesce(array_agg(distinct left(word, 40)), '{}')
  from regexp_split_to_table(
    search_fold(value), '[\u0001-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u2000-\u206f]+') as word
  where word <> '');

-- Each word with its municipality before it: what one municipality finds costs nothing for another's residents.
create function search_lexemes(municipality text, value text) returns tsvector
language sql immutable strict parallel safe
return (select array_to_tsvector(array_agg(municipality || word)) from unnest(search_words(value)) as word);

-- Serials and decision numbers, without what people put between the digits.
create function search_code(value text) returns text language sql immutable strict parallel safe
return regexp_replace(search_fold(value), '[^a-z0-9]+', '', 'g');

alter table resident add column words tsvector
  generated always as (search_lexemes(municipality_id, given_name || ' ' || family_name)) stored;
alter table home add column words tsvector
  generated always as (search_lexemes(municipality_id, street || ' ' || house_number)) stored;
create index resident_words on resident using gin (words) with (fastupdate = off);
create index home_words on home using gin (words) with (fastupdate = off);

-- The words there are: few, however many people bear them, and what a mistyped one is compared with.
create table search_word (
  municipality_id text not null references municipality,
  kind text collate "C" not null check (kind in ('name', 'address')),
  word text collate "C" not null,
  primary key (municipality_id, kind, word)
);
create index search_word_alike on search_word using gin (word gin_trgm_ops) with (fastupdate = off);

-- In order, so that two who bring the same words wait for each other and do not lock each other out.
create function note_names() returns trigger language plpgsql set search_path from current as $$
begin
  insert into search_word (municipality_id, kind, word)
  select distinct municipality_id, 'name', word
  from changed, unnest(search_words(given_name || ' ' || family_name)) as word
  order by 1, 3 on conflict do nothing;
  return null;
end $$;
create function note_addresses() returns trigger language plpgsql set search_path from current as $$
begin
  insert into search_word (municipality_id, kind, word)
  select distinct municipality_id, 'address', word from changed, unnest(search_words(street)) as word
  order by 1, 3 on conflict do nothing;
  return null;
end $$;
create trigger resident_named after insert on resident referencing new table as changed
  for each statement execute function note_names();
create trigger resident_renamed after update on resident referencing new table as changed
  for each statement execute function note_names();
create trigger home_addressed after insert on home referencing new table as changed
  for each statement execute function note_addresses();
create trigger home_readdressed after update on home referencing new table as changed
  for each statement execute function note_addresses();
insert into search_word (municipality_id, kind, word)
select distinct municipality_id, 'name', word
from resident, unnest(search_words(given_name || ' ' || family_name)) as word;
insert into search_word (municipality_id, kind, word)
select distinct municipality_id, 'address', word from home, unnest(search_words(street)) as word;

-- Compared as bytes, not as Norwegian: what begins with something then stands together, in every index that has it.
alter table device alter column serial type text collate "C";
alter table decision alter column number type text collate "C";
create index device_code on device (municipality_id, (search_code(serial) collate "C"));
create index decision_code on decision (municipality_id, (search_code(number) collate "C"));

-- The registry by state, by itself and with the kind of device.
create index device_state on device (municipality_id, state, serial, id);
create index device_profile_state on device (municipality_id, profile, state, serial, id);

-- The worklist of an area is chosen from these alone; what is not chosen is not read.
drop index device_untested;
create index device_untested on device (municipality_id, registered_at) include (id, home_id)
  where state = 'installed' or state = 'in-service' and tested_at is null;
drop index device_serviced;
create index device_serviced on device (municipality_id, profile, serviced_at) include (id, home_id)
  where state in ('installed', 'in-service') and serviced_at is not null;

-- Closed alarms of one device, one resident, one colour of a queue; touched only when an alarm closes.
create index alarm_closed_device on alarm (device_id, number desc) where state = 'closed';
create index alarm_closed_resident on alarm using gin (resident_ids) where state = 'closed';
create index alarm_closed_colour on alarm (municipality_id, queue, colour, number desc) where state = 'closed';

analyze resident, home, device, decision, search_word;
