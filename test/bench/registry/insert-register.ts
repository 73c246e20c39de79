import pg from 'pg';
import type { BenchContext } from '../bench.ts';
import { AREAS, type Invented } from './invented-people.ts';

/** A neighbour on the same service: what watches over Stavanger's few does not meet these. */
const MUNICIPALITY = '4601';
const AT_ONCE = 5_000;
/** Of each who lives there. */
const DEVICES_EACH = 10;

/** Whoever looks things up. */
export const REGISTRY_TECHNICIAN = 'registry-technician';

const PLACE = `
  insert into municipality (id, name, answer_targets)
  select '${MUNICIPALITY}', 'Bergen', answer_targets from municipality limit 1;
  select setseed(0.5);
  insert into area (id, municipality_id, name)
  select 'area-' || n, '${MUNICIPALITY}', 'Bydel ' || n from generate_series(0, ${AREAS - 1}) as n;
  insert into unit (id, municipality_id, kind, name)
  values ('registry', '${MUNICIPALITY}', 'technical-home-services', 'Målerne');
  insert into staff (id, municipality_id, username, name, role, unit_id)
  values (gen_random_uuid(), '${MUNICIPALITY}', '${REGISTRY_TECHNICIAN}', 'Måler', 'technician', 'registry')`;

/** Each with a home, a plan and a decision. */
const PEOPLE = `
  with made as materialized (
    select gen_random_uuid() as home, gen_random_uuid() as resident, x.*
    from jsonb_to_recordset($1::jsonb) as x
      (n int, given text, family text, area int, street text, number text, unit text)),
  homes as (
    insert into home (id, municipality_id, area_id, street, house_number, unit_number, postal_code, city)
    select home, '${MUNICIPALITY}', 'area-' || area, street, number, unit, (5003 + area)::text, 'Bergen' from made),
  residents as (
    insert into resident (id, municipality_id, home_id, given_name, family_name)
    select resident, '${MUNICIPALITY}', home, given, family from made),
  plans as (
    insert into response_plan (id, resident_id, version, approved_at, rules, steps)
    select gen_random_uuid(), resident, 1, now(), '[]', '[{"text": "Snakk med beboeren."}]' from made)
  insert into decision (id, municipality_id, number, resident_id, valid_from, grants, orders, change)
  select gen_random_uuid(), '${MUNICIPALITY}', '2026/' || lpad(n::text, 6, '0'), resident, current_date - 60,
    '[{"function": "button", "basis": null}]', '{social-alarm}', 0 from made`;

/**
 * Their devices: kinds, common and rare; serials that do not follow one another; nine in ten at work, the rest wherever
 * devices are. One in thirty is due for service, one in a hundred not tested, one in two hundred to be fetched.
 */
const DEVICES = `
  with at_home as (
    select resident.id as resident, resident.home_id as home, row_number() over (order by resident.id) as n
    from resident where municipality_id = '${MUNICIPALITY}'),
  drawn as materialized (
    select gen_random_uuid() as id, resident, home, (n - 1) * ${DEVICES_EACH} + k as n, k,
      random() as rare, random() as fate, random() as age
    from at_home cross join generate_series(1, ${DEVICES_EACH}) as k where n % 10 = $1),
  made as (
    select *, case when k < 10 then (array['social-alarm', 'smoke-detector', 'door-sensor', 'fall-sensor', 'bed-sensor',
        'smoke-detector', 'medication-dispenser', 'key-box', 'room-sensor'])[k]
      when rare < 0.03 then 'camera' when rare < 0.04 then 'remote-follow-up' when rare < 0.041 then 'medicine-cabinet'
      else 'mobile-alarm' end as profile,
      case when fate < 0.90 then 'in-service' when fate < 0.905 then 'installed' when fate < 0.96 then 'in-stock'
        when fate < 0.97 then 'prepared' when fate < 0.972 then 'in-repair' when fate < 0.975 then 'returned'
        else 'retired' end as state
    from drawn),
  placed as (select *, state in ('in-service', 'installed') as placed from made)
  insert into device (id, municipality_id, profile, serial, home_id, resident_id, place, state, registered_at,
    installed_at, tested_at, serviced_at, collect_since, assigned_to, appointment_at, location)
  select id, '${MUNICIPALITY}', profile,
    (select string_agg(upper(left(word, 1)), '') from unnest(string_to_array(profile, '-')) as word)
      || '-' || lpad((n::bigint * 48271 % 100000000)::text, 8, '0'),
    case when placed then home end, case when placed and profile <> 'smoke-detector' then resident end,
    case when placed then 'Stue' end, state, now() - age * interval '3 years',
    case when placed then now() - age * interval '2 years' end,
    case when placed and state = 'in-service' and rare < 0.995 then now() - age * interval '2 years' end,
    case when placed then now() - case when rare > 0.967 then interval '25 months' else age * interval '10 months' end end,
    case when placed and fate < 0.0045 then now() - age * interval '30 days' end,
    case when state = 'prepared' and age < 0.2 then resident end,
    case when state = 'prepared' and age < 0.2 then now() + age * interval '60 days' end,
    case when not placed then 'Lager ' || (k % 4) end
  from placed`;

/** Heard all the while: what goes silent is not what is measured. */
const STATUSES = `
  insert into device_status (device_id, last_contact, battery, rssi, power, firmware)
  select id, now() + interval '6 hours', 20 + (random() * 80)::int, -60, 'battery', '1.' || floor(random() * 6)
  from device where municipality_id = '${MUNICIPALITY}' and home_id is not null`;

/** The technicians' that are open, and of years gone by those that are closed. */
const ALARMS = `
  insert into alarm (id, municipality_id, device_id, resident_ids, home_id, place, queue, colour, state, condition, kind,
    received_at, colour_since, answer_by, answered_at, closed_at, cause, action, raised, why, change)
  select gen_random_uuid(), '${MUNICIPALITY}', device.id, array[resident.id], device.home_id, device.place,
    case when technical then 'technician' else 'operator' end, case when technical then 'blue' else colour end,
    case when open then 'queued' else 'closed' end, 'active',
    case when not technical then 'alarm-button-pressed' else (array['device-silent', 'battery-low', 'tamper'])[1 + n % 3] end,
    at, at, at + interval '1 hour', case when not open then at end, case when not open then at end,
    case when not open then 'false-alarm' end, case when not open then 'none' end,
    '{"maxSeq": null, "maxAt": 0, "maxAtWithoutSeq": null}', '[]', 0
  from (
    select device.*, row_number() over (order by id) as n from device
    where municipality_id = '${MUNICIPALITY}' and home_id is not null and resident_id is not null limit $1) device
  join resident on resident.id = device.resident_id
  cross join lateral (select n % 100 = 0 as open) o
  cross join lateral (select open or n % 3 = 0 as technical,
    (array['red', 'orange', 'orange', 'yellow', 'yellow', 'green'])[1 + n % 6] as colour,
    now() - random() * interval '2 years' as at) t`;

const TABLES = 'home, resident, response_plan, decision, device, device_status, alarm, search_word';

/** Ten devices for each of these people, straight into the record: registering one by one is not what is measured. */
export const insertRegister = async (
  { log, signal }: BenchContext,
  databaseUrl: string,
  people: readonly Invented[],
): Promise<void> => {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    await client.query(PLACE);
    log(`registering ${people.length} residents`);
    for (let from = 0; from < people.length; from += AT_ONCE) {
      signal.throwIfAborted();
      const rows = people.slice(from, from + AT_ONCE).map((person, at) => ({ n: from + at + 1, ...person }));
      await client.query(PEOPLE, [JSON.stringify(rows)]);
    }
    log(`registering ${people.length * DEVICES_EACH} devices`);
    for (let part = 0; part < 10; part += 1) {
      signal.throwIfAborted();
      await client.query(DEVICES, [part]);
    }
    log('what they said, and their alarms');
    await client.query(STATUSES);
    await client.query(ALARMS, [people.length * 2]);
    await client.query(`vacuum (analyze) ${TABLES}`);
  } finally {
    await client.end();
  }
};
