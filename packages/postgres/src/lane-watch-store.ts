import { CANARY_DEVICES, CANARY_LANES, type CanaryLane, type Instant, type LaneFacts, minutes } from '@varde/domain';
import { sql } from 'kysely';
import type { Executor } from './database.ts';
import { timestamp } from './timestamp.ts';

/** Older ones say nothing about now. */
const LIVING_MEMORY = minutes(5);

type StepsRow = { lane: 'alarm' | 'event'; stored: Instant; decided: Instant | null; arrived: Instant | null };
type WatchRow = { lane: CanaryLane; tried_at: Instant; sent_at: Instant | null; arrived_at: Instant | null };

const loadSteps = async (db: Executor, now: Instant): Promise<StepsRow[]> => {
  const { rows } = await sql<StepsRow>`
    select lane, max(at) as stored, max(at) filter (where outcome is not null) as decided,
      max(at) filter (where outcome is not null and data is null) as arrived
    from event
    where device_id in (${CANARY_DEVICES.alarm}, ${CANARY_DEVICES.event})
      and received_at > ${timestamp(now - LIVING_MEMORY)}
    group by lane`.execute(db);
  return rows;
};

/** How far the canaries have come on every lane. Before the first was sent there is nothing to tell of. */
export const loadLaneFacts = async (db: Executor, now: Instant): Promise<LaneFacts[]> => {
  const { rows } = await sql<WatchRow>`select lane, tried_at, sent_at, arrived_at from lane_watch`.execute(db);
  const steps = await loadSteps(db, now);
  const { rows: heard } = await sql<{ at: Instant }>`
    select last_contact as at from device_status where device_id = ${CANARY_DEVICES.status}`.execute(db);
  const status = heard[0]?.at ?? null;
  const toFacts = (lane: CanaryLane): LaneFacts => {
    const watch = rows.find((row) => row.lane === lane);
    const tried = watch?.tried_at ?? null;
    const sent = watch?.sent_at ?? null;
    if (lane === 'status') return { lane, tried, sent, stored: status, decided: status, arrived: status };
    if (lane === 'dispatch') {
      // Triage rings it for every canary it has decided.
      const rung = steps.find((step) => step.lane === 'alarm')?.decided ?? null;
      return { lane, tried, sent: rung, stored: rung, decided: rung, arrived: watch?.arrived_at ?? null };
    }
    const { stored = null, decided = null, arrived = null } = steps.find((step) => step.lane === lane) ?? {};
    return { lane, tried, sent, stored, decided, arrived };
  };
  return CANARY_LANES.map(toFacts);
};
