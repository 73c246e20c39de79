import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { insertRegistry } from '../bench/registry.ts';
import { type ApiClient, createApiClient } from '../harness/api.ts';
import { eventually } from '../harness/eventually.ts';
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
  close(): Promise<void>;
};

/** Most homes have a plan that says nothing of doors; in the rest each opened door is a yellow alarm. */
const PLANS = `
  insert into response_plan (id, resident_id, version, approved_at)
  select gen_random_uuid(), id, 1, now() - interval '1 day' from resident
  where not exists (select from response_plan where resident_id = resident.id) and hashtext(id::text) % 20 <> 0`;

export const isAlive = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

/** False: it is gone already. */
export const sendSignal = (pid: number, signal: NodeJS.Signals): boolean => {
  try {
    process.kill(pid, signal);
    return true;
  } catch {
    return false;
  }
};

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
    close: () => crew.close(),
  };
};

const BACK_LIMIT = 60_000;

/** Waits until a process is there again under a new number, and all of the stack says that it is ready. */
export const untilBack = async (scene: Scene, name: string, before: number): Promise<void> => {
  await eventually(
    `${name} to be back`,
    async () => {
      const pid = await scene.pidOf(name);
      return pid !== before && isAlive(pid) ? pid : null;
    },
    BACK_LIMIT,
  );
};

/** Asks one service for its readiness; null: it does not answer. */
export const readiness = async (url: string): Promise<Readonly<Record<string, string>> | null> => {
  try {
    const response = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) });
    const { dependencies } = (await response.json()) as { dependencies: Readonly<Record<string, string>> };
    return response.ok ? {} : dependencies;
  } catch {
    return null;
  }
};

/** Waits until every service says that it is ready. Gives those that do not, in time. */
export const untilReady = async (scene: Scene, limit: number): Promise<readonly string[]> => {
  const end = Date.now() + limit;
  for (;;) {
    const { health } = await scene.state();
    const answers = await Promise.all(
      Object.entries(health).map(async ([name, url]) => [name, await readiness(url)] as const),
    );
    const not = answers.flatMap(([name, answer]) =>
      answer !== null && Object.keys(answer).length === 0 ? [] : [`${name} is not ready: ${JSON.stringify(answer)}`],
    );
    if (not.length === 0 || Date.now() > end) return not;
    await sleep(250);
  }
};
