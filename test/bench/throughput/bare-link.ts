import { randomUUID } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { type DeviceLink, openDeviceLink } from '@varde/simulators/device-link';

export type LinkOptions = {
  readonly url: string;
  readonly filters: readonly string[];
  readonly receive: () => void;
};

const READY_LIMIT = 10_000;

/** The load generator's own link, to a broker that asks nobody for a password; resolves when it is ready. */
export const openLink = async ({ url, filters, receive }: LinkOptions): Promise<DeviceLink> => {
  const clientId = `bench-${randomUUID()}`;
  const link = openDeviceLink({
    url,
    credential: { username: clientId, password: '' },
    clientId,
    filters,
    receive,
    onReady: () => undefined,
    onFault: (error) => {
      throw error;
    },
  });
  for (let waited = 0; !link.ready; waited += 10) {
    if (waited > READY_LIMIT) throw new Error('a link to the bare broker was not ready in time');
    await sleep(10);
  }
  return link;
};
