import { gatewaySchema } from '@varde/contracts';
import type { Account } from '../device/fleet.ts';
import { severalAtOnce } from '../device/several-at-once.ts';
import { type ApiClient, isFinal } from './api-client.ts';
import { clearLeftGateways, openGatewayNotes } from './gateway-notes.ts';
import type { OpenAccounts } from './registry.ts';

/** As many as the api gives to the broker at the same time. */
const AT_ONCE = 4;

const removeGateways = (api: ApiClient, usernames: readonly string[]): Promise<void> =>
  severalAtOnce(usernames, AT_ONCE, async (username) => {
    try {
      await api.request('DELETE', `/api/gateways/${encodeURIComponent(username)}`);
    } catch (error) {
      // Of a database that is no more, for one: nothing is left to take away.
      if (!isFinal(error)) throw error;
    }
  });

export type GatewayOptions = {
  /** Devices in each. */
  readonly size: number;
  /** Where it is noted which are open. */
  readonly dataDir: string;
};

/**
 * Gateways for all the devices; taken away again by `close`, or by the next run. Mosquitto goes through an account's
 * whole list of topics for each message it takes or hands out, on one thread for everybody: small ones are cheap.
 */
export const openGateways = async (
  api: ApiClient,
  deviceIds: readonly string[],
  { size, dataDir }: GatewayOptions,
): Promise<OpenAccounts> => {
  await clearLeftGateways(dataDir, (usernames) => removeGateways(api, usernames));
  const notes = await openGatewayNotes(dataDir);
  const accounts: Account[] = [];
  const open = async (devices: readonly string[]): Promise<void> => {
    const { credential } = gatewaySchema.parse(await api.request('POST', '/api/gateways', { devices }));
    notes.add(credential.username);
    accounts.push({ credential, devices });
  };
  const close = async (): Promise<void> => {
    const usernames = accounts.map(({ credential }) => credential.username);
    await removeGateways(api, usernames).then(notes.discard, () => undefined);
  };
  try {
    const count = Math.ceil(deviceIds.length / size);
    const lists = Array.from({ length: count }, (_, at) => deviceIds.slice(at * size, (at + 1) * size));
    await severalAtOnce(lists, AT_ONCE, open);
  } catch (error) {
    await close();
    throw error;
  }
  return { accounts, close };
};
