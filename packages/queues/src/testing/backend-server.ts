import type { AddressInfo } from 'node:net';
import { createServer } from 'node:net';

/** A server the contract suite may stop and start as it likes. */
export type BackendServer = {
  readonly url: string;
  start(): Promise<void>;
  /** At once, connections and all. */
  stop(): Promise<void>;
  /** Stops it and takes its folder away. */
  remove(): Promise<void>;
};

export const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = server.address() as AddressInfo;
      server.close(() => resolve(port));
    });
  });
