import type { AddressInfo } from 'node:net';
import { connect, createServer, type Socket } from 'node:net';

/** A link to a broker that can swallow what the broker says, and break. */
export type MutingRelay = {
  readonly url: string;
  mute(on: boolean): void;
  breakAll(): void;
  close(): Promise<void>;
};

export const startMutingRelay = async (brokerUrl: string): Promise<MutingRelay> => {
  const port = Number(new URL(brokerUrl).port);
  const open = new Set<Socket>();
  let muted = false;
  const server = createServer((near) => {
    const far = connect(port, '127.0.0.1');
    for (const [one, other] of [
      [near, far],
      [far, near],
    ] as const) {
      open.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
    near.on('data', (bytes) => far.write(bytes));
    far.on('data', (bytes) => {
      if (!muted) near.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const breakAll = (): void => {
    for (const socket of open) socket.destroy();
  };
  return {
    url: `mqtt://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mute: (on) => {
      muted = on;
    },
    breakAll,
    close: async () => {
      breakAll();
      await new Promise((resolve) => server.close(resolve));
    },
  };
};
