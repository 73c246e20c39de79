import { readFileSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import os from 'node:os';
import type pg from 'pg';

/** As the server itself told it; the driver's types leave it out. */
export const backendOf = (client: pg.PoolClient): number =>
  Number((client as pg.PoolClient & { readonly processID: unknown }).processID);

/** PostgreSQL names its processes after whom they serve: `postgres: varde varde 127.0.0.1(53876) idle`. */
const serves = (pid: number, port: number | undefined): boolean =>
  readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`(${port})`);

/**
 * Gives the server's process at the other end of a connection an operating-system priority: the work that a background
 * process has done for it is background work. A server on another machine, or one that is not ours to command, stays
 * as it is. Each of its processes is a session of its own, hence a scheduling group of its own.
 */
export const lowerBackend = (client: pg.PoolClient, nice: number): void => {
  const pid = backendOf(client);
  const { localPort } = client.connection.stream as Socket;
  try {
    if (!serves(pid, localPort)) return;
    os.setPriority(pid, nice);
    writeFileSync(`/proc/${pid}/autogroup`, String(nice));
  } catch {
    // No such process here, not allowed, or no such thing on this system.
  }
};
