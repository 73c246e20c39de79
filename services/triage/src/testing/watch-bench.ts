import { randomUUID } from 'node:crypto';
import { type Alarm, DEFAULT_ANSWER_TARGETS, decideCommand, type Instant } from '@varde/domain';
import { loadAlarm, saveAlarm } from '@varde/postgres';
import { insertDevice, insertHome, insertStaff, type TestDatabase } from '@varde/postgres/testing';
import type { SilenceWatching } from '../watch/watch-silence.ts';
import { createRunner, makeEvent, store } from './triage-bench.ts';

/** The event lane's triage with a clock of the test's own, and the watches' view of it. */
export type WatchBench = {
  at: Instant;
  readonly watching: SilenceWatching;
  readonly announced: string[];
  /** Devices say something now, and triage decides it. */
  say(kind: string, deviceIds: readonly string[]): Promise<void>;
};

export const createWatchBench = (database: TestDatabase, at: Instant): WatchBench => {
  const { db } = database;
  const runner = createRunner(db, 'event', () => bench.at);
  const bench: WatchBench = {
    at,
    announced: runner.announced,
    watching: {
      db,
      now: () => bench.at,
      newId: randomUUID,
      announce: (municipalities) => runner.announced.push(...municipalities),
      triageEvents: runner.triageEvents,
    },
    say: async (kind, deviceIds) => {
      const times = { at: bench.at, receivedAt: bench.at, lane: 'event' as const };
      await runner.triageEvents(await store(db, ...deviceIds.map((id) => makeEvent(id, kind, times))));
    },
  };
  return bench;
};

/** So many homes in one street of the test's area, each with a device. */
export const insertStreet = async (
  { db, query }: TestDatabase,
  street: string,
  count: number,
  profile = 'social-alarm',
): Promise<string[]> => {
  const devices: string[] = [];
  for (let number = 1; number <= count; number += 1) {
    const { id: homeId } = await insertHome(db);
    await query('update home set street = $2, house_number = $3 where id = $1', homeId, street, String(number));
    devices.push(await insertDevice(db, { profile, homeId }));
  }
  return devices;
};

/** A technician closes from the worklist, as the api would have it. */
export const closeAsTechnician = async ({ db }: TestDatabase, alarmId: string, now: Instant): Promise<string> => {
  const before: Alarm | null = await loadAlarm(db, alarmId);
  if (before === null) throw new Error('no such alarm');
  const id = await insertStaff(db, 'technician');
  const command = { kind: 'close', cause: 'technical-fault', action: 'none' } as const;
  const decision = decideCommand(before, command, { id, role: 'technician' }, now, DEFAULT_ANSWER_TARGETS);
  if (decision.kind !== 'apply') throw new Error(`not closed: ${decision.kind}`);
  const change = { action: 'closed', actorId: id, detail: decision.detail };
  await db.transaction().execute((tx) => saveAlarm(tx, before, decision.alarm, change, now));
  return id;
};
