import pg from 'pg';
import type { BenchContext } from '../bench.ts';

/** A neighbour on the same service: the generators, which ask for all devices of Stavanger, do not meet these. */
const MUNICIPALITY = '4601';
const AT_ONCE = 10_000;

/** Whoever looks at the devices through the api. */
export const WIDE_TECHNICIAN = 'bench-technician';

const PLACE = [
  `insert into municipality (id, name, answer_targets) select $1, 'Bergen', answer_targets from municipality limit 1`,
  `insert into area (id, municipality_id, name) values ('wide', $1, 'Målebyen')`,
  `insert into unit (id, municipality_id, kind, name) values ('wide', $1, 'technical-home-services', 'Målerne')`,
  `insert into staff (id, municipality_id, username, name, role, unit_id)
   values (gen_random_uuid(), $1, '${WIDE_TECHNICIAN}', 'Måler', 'technician', 'wide')`,
];

/**
 * Each with a home and a resident of its own, and a plan, by which a door that opens is recorded and no more: without one
 * its first opening would raise an alarm and later ones join it, and a small registry would have less to do than a large
 * one for that reason alone. Ids are random, as everywhere.
 */
const DEVICES = `
  with made as (
    select gen_random_uuid() as home, gen_random_uuid() as resident, gen_random_uuid() as device, n
    from generate_series($2::int, $3::int) as n),
  homes as (
    insert into home (id, municipality_id, area_id, street, house_number, postal_code, city)
    select home, $1, 'wide', 'Målegata', n::text, '5003', 'Bergen' from made),
  residents as (
    insert into resident (id, municipality_id, home_id, given_name, family_name)
    select resident, $1, home, 'Prøve', 'Person ' || n from made),
  plans as (
    insert into response_plan (id, resident_id, version, approved_at, rules, steps)
    select gen_random_uuid(), resident, 1, now(), '[]', '[{"text": "Snakk med beboeren."}]' from made)
  insert into device (id, municipality_id, profile, serial, home_id, resident_id, place, state, registered_at)
  select device, $1, 'door-sensor', 'WIDE-' || n, home, resident, 'Ytterdør', 'in-service', now() from made
  returning id`;

/** An order that has nothing to do with where rows lie. */
const shuffle = (ids: string[]): void => {
  for (let last = ids.length - 1; last > 0; last -= 1) {
    const other = Math.floor(Math.random() * (last + 1));
    [ids[last], ids[other]] = [ids[other] as string, ids[last] as string];
  }
};

/**
 * Registers so many door sensors, straight into the record: registering is not what is measured. Gives their ids in
 * an order by chance.
 */
export const insertDevices = async (
  { signal, log }: BenchContext,
  databaseUrl: string,
  count: number,
): Promise<string[]> => {
  log(`registering ${count} devices`);
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  try {
    for (const statement of PLACE) await client.query(statement, [MUNICIPALITY]);
    const ids: string[] = [];
    for (let from = 1; from <= count; from += AT_ONCE) {
      signal.throwIfAborted();
      const { rows } = await client.query<{ id: string }>(DEVICES, [
        MUNICIPALITY,
        from,
        Math.min(count, from + AT_ONCE - 1),
      ]);
      for (const { id } of rows) ids.push(id);
    }
    await client.query('vacuum (analyze) device, home, resident, response_plan');
    shuffle(ids);
    return ids;
  } finally {
    await client.end();
  }
};
