import { type Day, type Instant, type LegalBasis, localDay, minutes, nextEnd } from '@varde/domain';
import { type Database, insertDecision, jsonb, type Tx, timestamp } from '@varde/postgres';
import { sql } from 'kysely';
import type { Seed, SeedDecision } from './seed.ts';

const DECIDED_DAYS_AGO = 60;
const REVIEW_IN_DAYS = 300;

/** Who does what, where: nothing about residents. */
const insertOrganisation = async (tx: Tx, municipality: string, seed: Seed): Promise<void> => {
  await sql`
    insert into area (id, municipality_id, name, island)
    select id, ${municipality}, name, island
    from jsonb_to_recordset(${jsonb(seed.areas)}) as x (id text, name text, island boolean)`.execute(tx);
  await sql`
    insert into unit (id, municipality_id, area_id, kind, name)
    select id, ${municipality}, "areaId", kind, name
    from jsonb_to_recordset(${jsonb(seed.units)}) as x (id text, "areaId" text, kind text, name text)`.execute(tx);
  await sql`
    insert into staff (id, municipality_id, username, name, role, unit_id)
    select id, ${municipality}, username, name, role, "unitId"
    from jsonb_to_recordset(${jsonb(seed.staff)})
      as x (id uuid, username text, name text, role text, "unitId" text)`.execute(tx);
};

const insertHomes = async (tx: Tx, municipality: string, seed: Seed): Promise<void> => {
  await sql`
    insert into home (id, municipality_id, area_id, street, house_number, entrance, floor, unit_number,
                      postal_code, city, key_box, access_note)
    select id, ${municipality}, "areaId", street, "houseNumber", entrance, floor, "unitNumber",
           "postalCode", city, "keyBox", "accessNote"
    from jsonb_to_recordset(${jsonb(seed.homes)})
      as x (id uuid, "areaId" text, street text, "houseNumber" text, entrance text, floor text, "unitNumber" text,
            "postalCode" text, city text, "keyBox" text, "accessNote" text)`.execute(tx);
};

const insertResidents = async (tx: Tx, municipality: string, seed: Seed): Promise<void> => {
  await sql`
    insert into resident (id, municipality_id, home_id, given_name, family_name, national_id, birth_date, phone,
                          needs, hazards)
    select id, ${municipality}, "homeId", "givenName", "familyName", "nationalId", "birthDate", phone, needs, hazards
    from jsonb_to_recordset(${jsonb(seed.residents)})
      as x (id uuid, "homeId" uuid, "givenName" text, "familyName" text, "nationalId" text, "birthDate" date,
            phone text, needs text[], hazards text[])`.execute(tx);
  await sql`
    insert into next_of_kin (id, resident_id, position, name, relation, phone, has_key)
    select id, "residentId", position, name, relation, phone, "hasKey"
    from jsonb_to_recordset(${jsonb(seed.nextOfKin)})
      as x (id uuid, "residentId" uuid, position int, name text, relation text, phone text, "hasKey" boolean)
    `.execute(tx);
  await sql`
    insert into response_plan (id, resident_id, version, approved_at, rules, time_critical_medicine, steps)
    select id, "residentId", version, to_timestamp("approvedAt" / 1000.0), rules, "timeCriticalMedicine", steps
    from jsonb_to_recordset(${jsonb(seed.responsePlans)})
      as x (id uuid, "residentId" uuid, version int, "approvedAt" bigint, rules jsonb,
            "timeCriticalMedicine" boolean, steps jsonb)`.execute(tx);
};

/** Registered now: a device's silence counts from there, and these were never heard before. */
const insertDevices = async (tx: Tx, municipality: string, seed: Seed, now: Instant): Promise<void> => {
  await sql`
    insert into device (id, municipality_id, profile, serial, home_id, resident_id, place, state, registered_at,
      installed_at, tested_at, serviced_at, battery_at)
    select id, ${municipality}, profile, serial, "homeId", "residentId", place,
           case when "homeId" is null then 'in-stock' else 'in-service' end, ${timestamp(now)},
           at_home.since, at_home.since, at_home.since, at_home.since
    from jsonb_to_recordset(${jsonb(seed.devices)})
      as x (id uuid, profile text, serial text, "homeId" uuid, "residentId" uuid, place text)
    cross join lateral (select case when "homeId" is null then null else ${timestamp(now)} end as since) at_home`.execute(
    tx,
  );
};

const daysFrom = (now: Instant, days: number): Day => localDay(now + minutes(days * 24 * 60));

const basisOf = ({ consented }: SeedDecision, now: Instant): LegalBasis => {
  const then = daysFrom(now, -DECIDED_DAYS_AGO);
  if (consented) return { kind: 'consent', givenOn: then };
  const heard = { capacityAssessedOn: then, nextOfKinHeardOn: then, objects: false };
  return { kind: 'pbrl-4-6-a', ...heard, reviewBy: daysFrom(now, REVIEW_IN_DAYS) };
};

const insertDecisions = async (tx: Tx, municipalityId: string, seed: Seed, now: Instant): Promise<void> => {
  for (const decision of seed.decisions) {
    const { id, number, residentId, orders } = decision;
    const grants = decision.functions.map((name) => ({ function: name, basis: basisOf(decision, now) }));
    const validity = { validFrom: daysFrom(now, -DECIDED_DAYS_AGO), validUntil: null, ended: null, grants };
    const dueOn = nextEnd(validity, localDay(now));
    await insertDecision(
      tx,
      { id, municipalityId, number, residentId, orders, ...validity, dueOn },
      { actorId: null, now },
    );
  }
};

/**
 * Loads the seed where its municipality is not there yet, all or nothing. `loaded: false`: it was there, by an
 * earlier load or one at the same moment, and nothing was touched.
 */
export const loadSeed = (db: Database, seed: Seed, now: Instant): Promise<{ loaded: boolean }> =>
  db.transaction().execute(async (tx) => {
    const { id, name, answerTargets } = seed.municipality;
    const { rows } = await sql`
      insert into municipality (id, name, answer_targets) values (${id}, ${name}, ${jsonb(answerTargets)})
      on conflict do nothing returning id`.execute(tx);
    if (rows.length === 0) return { loaded: false };
    await insertOrganisation(tx, id, seed);
    await insertHomes(tx, id, seed);
    await insertResidents(tx, id, seed);
    await insertDevices(tx, id, seed, now);
    await insertDecisions(tx, id, seed, now);
    return { loaded: true };
  });
