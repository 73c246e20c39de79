import type { DeviceView } from '@varde/contracts';
import type { TechnicianApi } from '../core/technician-api.ts';

/** What came of a serial number that was scanned or typed off the device. */
export type Lookup =
  | { readonly kind: 'one'; readonly device: DeviceView }
  | { readonly kind: 'several'; readonly devices: readonly DeviceView[] }
  | { readonly kind: 'none' }
  | { readonly kind: 'unreachable' };

/** The very serial number before those that begin with it. */
export const judgeLookup = (serial: string, devices: readonly DeviceView[]): Lookup => {
  const same = devices.filter((device) => device.serial.toLowerCase() === serial.toLowerCase());
  const candidates = same.length > 0 ? same : devices;
  const [only] = candidates;
  if (only === undefined) return { kind: 'none' };
  return candidates.length === 1 ? { kind: 'one', device: only } : { kind: 'several', devices: candidates };
};

/** As it was read; what nobody has is asked for in capitals too, as most are printed. */
export const lookUp = async (api: TechnicianApi, serial: string): Promise<Lookup> => {
  const result = await api.bySerial(serial);
  if (result.kind !== 'ok') return { kind: 'unreachable' };
  const lookup = judgeLookup(serial, result.value.items);
  const capitals = serial.toUpperCase();
  return lookup.kind === 'none' && capitals !== serial ? lookUp(api, capitals) : lookup;
};
