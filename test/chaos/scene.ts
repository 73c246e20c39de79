import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { insertRegistry } from '../bench/registry.ts';
import { type ApiClient, createApiClient } from '../harness/api.ts';
import { query } from '../harness/record.ts';
import { readStackState, type StackState, tokenFor } from '../harness/stack.ts';
import { type Crew, startCrew } from './crew/crew.ts';
import { burning, type Plan } from './plan.ts';

/** A running stack with people at work in it, and what a fault needs to get at its parts. */
export type Scene = {
  readonly dir: string;
  readonly plan: Plan;
  readonly databaseUrl: string;
  readonly crew: Crew;
  readonly technician: ApiClient;
  state(): Promise<StackState>;
  /** The process that a service or a server has now. */
  pidOf(name: string): Promise<number>;
  /** Where a server keeps its data. */
  dataOf(server: 'redis' | 'mosquitto'): string;
  /** A file of its own. */
  file(name: string): string;
  /** False for what an earlier trial has told of already: the ledger reads all there is. */
  isNews(problem: string): boolean;
  close(): Promise<void>;
};

/** Most homes have a plan that says nothing of doors; in the rest each opened door is a yellow alarm. */
const PLANS = `
  insert into response_plan (id, resident_id, version, approved_at)
  select gen_random_uuid(), id, 1, now() - interval '1 day' from resident
  where not exists (select from response_plan where resident_id = resident.id) and hashtext(id::text) % 20 <> 0`;

/** Makes a running stack the scene of a run: devices that burn, doors that open, operators who answer. */
export const setScene = async (dir: string, plan: Plan): Promise<Scene> => {
  const state = (): Promise<StackState> => readStackState(dir);
  const { api, servers } = await state();
  const databaseUrl = servers['postgres']?.url;
  if (databaseUrl === undefined) throw new Error('the stack tells of no PostgreSQL');
  await insertRegistry(databaseUrl, { smokeDetectors: burning(plan), doorSensors: plan.devices });
  await query(databaseUrl, PLANS);
  await mkdir(path.join(dir, 'chaos'), { recursive: true });
  const technician = createApiClient(api, await tokenFor(dir, 'technician'));
  const crew = await startCrew(dir, plan.operators);
  let files = 0;
  const told = new Set<string>();
  return {
    dir,
    plan,
    databaseUrl,
    crew,
    technician,
    state,
    pidOf: async (name) => {
      const { pids, servers: now } = await state();
      const pid = pids[name] ?? now[name]?.pid;
      if (pid === undefined) throw new Error(`nothing in the stack is called ${name}`);
      return pid;
    },
    dataOf: (server) => path.join(dir, 'servers', server),
    file: (name) => {
      files += 1;
      return path.join(dir, 'chaos', `${String(files).padStart(3, '0')}-${name}`);
    },
    isNews: (problem) => {
      const isNew = !told.has(problem);
      told.add(problem);
      return isNew;
    },
    close: () => crew.close(),
  };
};
