import { chmod } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { setTimeout as sleep } from 'node:timers/promises';
import { query } from '../../harness/record.ts';
import { readStackState, type StackState } from '../../harness/stack.ts';
import { insertRegistry } from '../registry.ts';
import { type BenchStack, startBenchStack } from '../stack.ts';
import { inConnections } from './invented-devices.ts';
import type { Arrival, Peer, PeerRoom, RunningPeer } from './peer.ts';
import { startChild } from './processes/start-process.ts';
import type { PublisherAccount } from './publisher.ts';

export type ListenerOptions = { readonly api: string; readonly token: string };

/** Its own processes; Mosquitto, Redis, PostgreSQL and the sign-in are servers that anybody would have. */
const OWN = /^(ingest|triage|dispatcher|api)/;
const RESTART_LIMIT = 20_000;

const ownPids = ({ pids }: StackState): number[] =>
  Object.entries(pids).flatMap(([name, pid]) => (OWN.test(name) ? [pid] : []));

const devicesOf = async (stack: BenchStack, profile: string, count: number): Promise<string[]> => {
  const sql = `select id from device where profile = $1 and serial like 'BENCH-%' limit $2`;
  return (await query<{ id: string }>(stack.databaseUrl, sql, [profile, count])).map(({ id }) => id);
};

/** Gateways' accounts, made as anybody makes them. */
const openGateways = async (stack: BenchStack, devices: readonly string[]): Promise<PublisherAccount[]> => {
  const technician = await stack.person('technician');
  const accounts: PublisherAccount[] = [];
  for (const some of inConnections(devices)) {
    type Made = { credential: { username: string; password: string } };
    const { status, body } = await technician.post<Made>('/api/gateways', { devices: some });
    if (status !== 201) throw new Error(`making a gateway answered ${status}`);
    accounts.push({ ...body.credential, devices: some });
  }
  return accounts;
};

/** Until every process that was killed has another in its place, and all is ready. */
const untilReadyAgain = async (stack: BenchStack, killed: readonly number[]): Promise<void> => {
  const end = performance.now() + RESTART_LIMIT;
  for (;;) {
    const pids = ownPids(await readStackState(stack.dir));
    const replaced = pids.length === killed.length && pids.every((pid) => !killed.includes(pid));
    const { ok } = await fetch(`${stack.state.api}/readyz`).catch(() => ({ ok: false }));
    if (replaced && ok) return;
    if (performance.now() > end) throw new Error('Varde was not ready again in time');
    await sleep(100);
  }
};

const start = async ({ context, folder, routineDevices, redDevices }: PeerRoom): Promise<RunningPeer> => {
  await chmod(context.folder, 0o755);
  const stack = await startBenchStack({ ...context, folder });
  try {
    await insertRegistry(stack.databaseUrl, { smokeDetectors: redDevices, doorSensors: routineDevices });
    const routine = await openGateways(stack, await devicesOf(stack, 'door-sensor', routineDevices));
    const reds = await openGateways(stack, await devicesOf(stack, 'smoke-detector', redDevices));
    const { token } = await stack.person('operator');
    const listener = await startChild<'arrivals'>({
      file: path.join(import.meta.dirname, 'varde-listener.main.ts'),
      options: { api: stack.state.api, token } satisfies ListenerOptions,
      log: path.join(folder, 'listener.log'),
    });
    let killed: number[] = [];
    return {
      mqttUrl: stack.state.mqtt,
      routine,
      reds,
      receipts: true,
      processed: ({ stored }) => stored,
      arrivals: () => listener.ask<readonly Arrival[]>('arrivals'),
      keyOf: ({ deviceId }) => deviceId,
      crash: async () => {
        killed = ownPids(await readStackState(stack.dir));
        for (const pid of killed) process.kill(pid, 'SIGKILL');
      },
      // Its supervisor restarts it; nobody has to.
      restart: () => untilReadyAgain(stack, killed),
      remembered: async (sent) => {
        const sql = `select count(distinct device_id)::int as count from alarm where state <> 'closed' and device_id = any($1)`;
        const rows = await query<{ count: number }>(stack.databaseUrl, sql, [sent.map(({ deviceId }) => deviceId)]);
        return rows[0]?.count ?? 0;
      },
      stop: async () => {
        await listener.stop();
        await stack.stop();
      },
    };
  } catch (error) {
    await stack.stop();
    throw error;
  }
};

export const varde: Peer = {
  name: 'Varde',
  sink: "an operator's client on the stream (SSE), in a process of its own",
  work: 'identified, stored durably in PostgreSQL, receipted and triaged',
  start,
};
