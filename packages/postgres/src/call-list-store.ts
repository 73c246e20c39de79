import { type HitResident, type Instant, LIFE_CRITICAL_PROFILES } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { isMember } from './incident-members-store.ts';

/** A resident whose home belongs to a power cut, with what whoever calls needs. */
export type HitResidentRow = HitResident & {
  readonly phone: string | null;
  readonly street: string;
  readonly houseNumber: string;
  readonly floor: string | null;
  readonly unitNumber: string | null;
  /** When the home's latest alarm joined came in. */
  readonly hitAt: Instant;
  /** No member of the home is without power any more. */
  readonly powerBack: boolean;
  /** Somebody has spoken with the home since it went dark, on whatever alarm. */
  readonly contacted: boolean;
};

/** Everyone who lives in a home with a member alarm, vulnerable or not, in no order. */
export const loadHitResidents = async (db: Executor, incidentId: string): Promise<HitResidentRow[]> => {
  const { rows } = await sql<HitResidentRow>`
    with hit as (
      select alarm.home_id, min(alarm.received_at) as first_at, max(alarm.received_at) as hit_at,
        bool_and(alarm.condition = 'restored' or alarm.state = 'closed') as power_back,
        bool_or(device.profile = any(${LIFE_CRITICAL_PROFILES})) as life_critical,
        bool_or(device.profile = 'medication-dispenser') as dispenser
      from alarm join device on device.id = alarm.device_id
      where alarm.incident_id = ${incidentId} and alarm.home_id is not null and ${isMember}
      group by alarm.home_id)
    select resident.id, resident.given_name || ' ' || resident.family_name as name, resident.phone, resident.needs,
      resident.hazards,
      extract(year from age((now() at time zone 'Europe/Oslo')::date, resident.birth_date))::int as age,
      count(*) over (partition by resident.home_id) = 1 as alone,
      hit.life_critical as "lifeCritical", hit.dispenser, home.street, home.house_number as "houseNumber", home.floor,
      home.unit_number as "unitNumber", hit.hit_at as "hitAt", hit.power_back as "powerBack",
      exists (
        select from alarm said
        where said.home_id = resident.home_id and said.received_at >= hit.first_at and said.contact) as contacted
    from hit join resident on resident.home_id = hit.home_id and resident.closed_at is null
    join home on home.id = hit.home_id`.execute(db);
  return rows;
};
