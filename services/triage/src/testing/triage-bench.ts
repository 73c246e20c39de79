import { randomUUID } from 'node:crypto';
import { type Alarm, DEFAULT_ANSWER_TARGETS, decideCommand } from '@varde/domain';
import { type Database, loadAlarm, type NewEvent, saveAlarm, storeEvents } from '@varde/postgres';
import { type TestDatabase, testEvent } from '@varde/postgres/testing';
import { createLog, createMetrics, type Registry } from '@varde/runtime';
import { createFailures, type Failures } from '../failures.ts';
import { createTriageMetrics } from '../metrics.ts';
import { createTriageEvents, type TriageEvents } from '../triage-events.ts';

export const T0 = Date.parse('2026-11-21T12:00:00Z');

/** A triage process without a queue: what its jobs and its sweep call. */
export type TriageRunner = {
  readonly triageEvents: TriageEvents;
  readonly failures: Failures;
  readonly announced: string[];
  /** What it counts. */
  readonly registry: Registry;
};

export const createRunner = (db: Database, lane: 'alarm' | 'event' = 'alarm', now = () => T0 + 1_000): TriageRunner => {
  const announced: string[] = [];
  const failures = createFailures(now);
  const registry = createMetrics('test');
  const triageEvents = createTriageEvents({
    db,
    lane,
    ringsInCommit: lane === 'alarm',
    failures,
    announce: (municipalities) => announced.push(...municipalities),
    metrics: createTriageMetrics(registry),
    log: createLog('test', 'silent'),
    now,
    newId: randomUUID,
  });
  return { triageEvents, failures, announced, registry };
};

export const makeEvent = (deviceId: string, kind: string, change: Partial<NewEvent> = {}): NewEvent =>
  testEvent(deviceId, T0, { kind, ...change });

export const store = async (db: Database, ...events: NewEvent[]): Promise<string[]> =>
  (await storeEvents(db, events)).map((event) => event.id);

export type AlarmSummary = {
  id: string;
  kind: string;
  colour: string;
  state: string;
  condition: string;
  events: number;
  version: number;
};

export const alarmsOf = (database: TestDatabase, deviceId: string): Promise<AlarmSummary[]> =>
  database.query<AlarmSummary>(
    `select id, kind, colour, state, condition, events, version from alarm where device_id = $1 order by kind, number`,
    deviceId,
  );

/** An operator answers, as the api would have it. */
export const answer = async (db: Database, alarmId: string, operatorId: string): Promise<Alarm> => {
  const before = await loadAlarm(db, alarmId);
  if (before === null) throw new Error('no such alarm');
  const actor = { id: operatorId, role: 'operator' } as const;
  const decision = decideCommand(before, { kind: 'answer' }, actor, T0 + 500, DEFAULT_ANSWER_TARGETS);
  if (decision.kind !== 'apply') throw new Error(`not answered: ${decision.kind}`);
  const change = { action: 'answered', actorId: operatorId, detail: {} };
  const saved = await db.transaction().execute((tx) => saveAlarm(tx, before, decision.alarm, change, T0 + 500));
  if (!saved) throw new Error('not saved');
  return decision.alarm;
};
