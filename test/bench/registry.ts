import { query } from '../harness/record.ts';

export type Registry = { readonly smokeDetectors: number; readonly doorSensors: number };

const MUNICIPALITY = '1103';

/**
 * A home with a resident for each smoke detector, so that each red is somebody's own. As in the seed, three in ten have
 * a plan, and all who have a door sensor; four in ten of those are watched.
 */
const HOMES = `
  with made as (
    select gen_random_uuid() as home, gen_random_uuid() as resident, n from generate_series(1, $2::int) as n),
  homes as (
    insert into home (id, municipality_id, area_id, street, house_number, postal_code, city)
    select home, $1, (select id from area order by id limit 1), 'Målegata', n::text, '4001', 'Stavanger' from made),
  residents as (
    insert into resident (id, municipality_id, home_id, given_name, family_name)
    select resident, $1, home, 'Prøve', 'Person ' || n from made),
  plans as (
    insert into response_plan (id, resident_id, version, approved_at, rules, steps)
    select gen_random_uuid(), resident, 1, now(),
           case when n % 10 < 4
             then '[{"kinds": ["door-opened"], "hours": {"from": "22:00", "to": "07:00"}, "colour": "orange"}]'
             else '[]' end::jsonb,
           '[{"text": "Snakk med beboeren."}]'
    from made where n <= $3::int or n % 10 < 3),
  smoke as (
    insert into device (id, municipality_id, profile, serial, home_id, place, state, registered_at)
    select gen_random_uuid(), $1, 'smoke-detector', 'BENCH-SD-' || n, home, 'Gang', 'in-service', now() from made)
  insert into device (id, municipality_id, profile, serial, home_id, resident_id, place, state, registered_at)
  select gen_random_uuid(), $1, 'door-sensor', 'BENCH-DS-' || n, home, resident, 'Ytterdør', 'in-service', now()
  from made where n <= $3::int`;

/**
 * Watch hours begin six hours from now, in every plan: a routine event is one that raises nothing, at whatever hour of
 * the day one measures. The rules are still read and judged.
 */
const WATCH_LATER = `
  update response_plan set rules = (
    select jsonb_agg(case when rule ? 'hours' then jsonb_set(rule, '{hours}', jsonb_build_object(
      'from', to_char(now() at time zone 'Europe/Oslo' + interval '6 hours', 'HH24:MI'),
      'to', to_char(now() at time zone 'Europe/Oslo' + interval '12 hours', 'HH24:MI'))) else rule end)
    from jsonb_array_elements(rules) as rule)
  where rules <> '[]'`;

/** Registering is not what is measured: written straight into the record, beside what the seed has. */
export const insertRegistry = async (databaseUrl: string, { smokeDetectors, doorSensors }: Registry): Promise<void> => {
  await query(databaseUrl, HOMES, [MUNICIPALITY, smokeDetectors, doorSensors]);
  await query(databaseUrl, WATCH_LATER);
  await query(databaseUrl, 'analyze');
};
