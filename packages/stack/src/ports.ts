import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { z } from 'zod';
import { codeOf, StackError } from './stack-error.ts';
import { writeAtomically } from './write-atomically.ts';

const LOOPBACK = '127.0.0.1';

/** The port when it is free at the host (0: any free one), null when somebody has it. */
const probePort = (port: number, host = LOOPBACK): Promise<number | null> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', (error) => {
      const code = codeOf(error);
      if (['EADDRINUSE', 'EACCES'].includes(code)) resolve(null);
      else if (['EADDRNOTAVAIL', 'ENOTFOUND', 'EAI_AGAIN'].includes(code)) {
        reject(new StackError(`VARDE_HOST must be an address of this machine, and ${host} is none.`));
      } else reject(error);
    });
    server.listen(port, host, () => {
      const { port: given } = server.address() as AddressInfo;
      server.close(() => resolve(given));
    });
  });

/**
 * So many free ports, no two the same (all are held until the last is found), and none that is promised already though
 * nobody listens there yet.
 */
export const freePorts = async (count: number, promised: readonly number[] = []): Promise<number[]> => {
  const servers = Array.from({ length: count + promised.length }, () => createServer().listen(0, LOOPBACK));
  await Promise.all(servers.map((server) => once(server, 'listening')));
  const ports = servers.map((server) => (server.address() as AddressInfo).port);
  await Promise.all(servers.map((server) => once(server.close(), 'close')));
  return ports.filter((port) => !promised.includes(port)).slice(0, count);
};

export const freePort = async (): Promise<number> => (await freePorts(1))[0] ?? 0;

/** The wished port (0: any), or the sentence that says why not. */
export const claimPort = async (wish: number, otherwise: string, host = LOOPBACK): Promise<number> => {
  const port = await probePort(wish, host);
  if (port === null) throw new StackError(`Port ${wish} is in use or not allowed. ${otherwise}`);
  return port;
};

const storedSchema = z.object({ mqtt: z.number(), identity: z.number() });

/**
 * Ports that stay the same from start to start: devices must find the broker again, and tokens name their issuer.
 */
export const loadStablePorts = async (
  file: string,
  mqttWish: number | undefined,
): Promise<{ mqtt: number; identity: number }> => {
  let stored: z.output<typeof storedSchema> | undefined;
  try {
    stored = storedSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    // The first start, or a file nobody can read: new ones are chosen.
  }
  const mqtt = await claimPort(
    mqttWish ?? stored?.mqtt ?? 0,
    'The devices of this stack know the broker by it; name another with VARDE_MQTT_PORT.',
  );
  const identity = (await probePort(stored?.identity ?? 0)) ?? (await freePort());
  writeAtomically(file, { mqtt, identity });
  return { mqtt, identity };
};
