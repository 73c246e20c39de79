import { type DeviceView, deviceSchema, listOf, registeredDeviceSchema, residentSchema } from '@varde/contracts';
import type { Account } from '../device/fleet.ts';
import type { ApiClient } from './api-client.ts';

const devicePage = listOf(deviceSchema);

/** Every device in service. */
export const listDevices = async (api: ApiClient): Promise<DeviceView[]> => {
  const devices: DeviceView[] = [];
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({
      state: 'in-service',
      limit: '500',
      ...(cursor === undefined ? {} : { cursor }),
    });
    const page = devicePage.parse(await api.request('GET', `/api/devices?${query}`));
    devices.push(...page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return devices;
};

/** The ids of those who have devices. */
export const residentsOf = (devices: readonly DeviceView[]): string[] => [
  ...new Set(devices.flatMap(({ residentId }) => residentId ?? [])),
];

/** The devices of so many residents; with all of them, also what homes share. */
export const devicesOfResidents = (devices: readonly DeviceView[], residents: number): DeviceView[] => {
  const ids = residentsOf(devices).sort();
  if (residents >= ids.length) return [...devices];
  const chosen = new Set(ids.slice(0, residents));
  return devices.filter(({ residentId }) => residentId !== undefined && chosen.has(residentId));
};

export type OpenAccounts = { readonly accounts: readonly Account[]; close(): Promise<void> };

const renewedCredential = registeredDeviceSchema.pick({ credential: true });

/** Each device with an account of its own; its earlier password is worth nothing from now on. */
export const openOwnAccounts = async (api: ApiClient, deviceIds: readonly string[]): Promise<OpenAccounts> => {
  const accounts: Account[] = [];
  for (const id of deviceIds) {
    const { credential } = renewedCredential.parse(await api.request('POST', `/api/devices/${id}/credential`));
    accounts.push({ credential, devices: [id] });
  }
  return { accounts, close: async () => undefined };
};

const residentPage = listOf(residentSchema);

/** The ids of those who live in an area. */
export const residentsOfArea = async (api: ApiClient, area: string): Promise<ReadonlySet<string>> => {
  const ids = new Set<string>();
  let cursor: string | undefined;
  do {
    const query = new URLSearchParams({ area, limit: '500', ...(cursor === undefined ? {} : { cursor }) });
    const page = residentPage.parse(await api.request('GET', `/api/residents?${query}`));
    for (const { id } of page.items) ids.add(id);
    cursor = page.next;
  } while (cursor !== undefined);
  return ids;
};
