import { readFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import type pg from 'pg';

/** PostgreSQL names its processes after whom they serve: `postgres: varde varde 127.0.0.1(53876) idle`. */
const serves = (pid: number, port: number | undefined): boolean => {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'latin1').includes(`(${port})`);
  } catch {
    return false;
  }
};

/** What the server said of itself as it answered; the driver's types leave the number out. */
type Connected = { readonly processID?: unknown; readonly connection: pg.Connection };

/** The server's process at the other end of a connection; null where it is not on this machine, or cannot be told. */
export const localServerOf = (client: pg.PoolClient | pg.Client): number | null => {
  const { processID, connection } = client as Connected;
  const pid = Number(processID);
  return serves(pid, (connection.stream as Socket).localPort) ? pid : null;
};
