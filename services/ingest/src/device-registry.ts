import type { DeviceIdentity } from '@varde/postgres';

/** Looked up again now and then, so that a device taken away and a function switched off are noticed. */
const KNOWN_FOR = 30_000;
const KNOWN_AT_MOST = 50_000;

export type DeviceRegistry = {
  /** The registered ones among `ids`. */
  find(ids: Iterable<string>): Promise<ReadonlyMap<string, DeviceIdentity>>;
  forget(ids: Iterable<string>): void;
};

/**
 * Remembers the devices heard lately. Only known ones: an unknown id is looked up each time, so that a device
 * registered a moment ago is never refused.
 */
export const createDeviceRegistry = (
  load: (ids: readonly string[]) => Promise<readonly DeviceIdentity[]>,
  now: () => number,
): DeviceRegistry => {
  const known = new Map<string, { readonly device: DeviceIdentity; readonly until: number }>();

  const remember = (device: DeviceIdentity): void => {
    known.delete(device.id);
    known.set(device.id, { device, until: now() + KNOWN_FOR });
    // A Map keeps the order of insertion: the first is the one looked up longest ago.
    if (known.size > KNOWN_AT_MOST) for (const oldest of known.keys()) return void known.delete(oldest);
  };

  return {
    find: async (ids) => {
      const found = new Map<string, DeviceIdentity>();
      const missing: string[] = [];
      for (const id of new Set(ids)) {
        const entry = known.get(id);
        if (entry !== undefined && entry.until > now()) found.set(id, entry.device);
        else missing.push(id);
      }
      if (missing.length === 0) return found;
      for (const device of await load(missing)) {
        remember(device);
        found.set(device.id, device);
      }
      return found;
    },
    forget: (ids) => {
      for (const id of ids) known.delete(id);
    },
  };
};
