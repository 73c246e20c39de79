import type { DeviceView } from '@varde/contracts';
import type { ApiResult } from '../../api/api-result.ts';
import type { TechnicianApi } from '../core/technician-api.ts';
import type { Found } from './found.ts';

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

const asFound = ({ id, serial, label, place }: DeviceView): Found => ({
  type: 'device',
  id,
  title: serial,
  detail: [label, place].filter((part) => part !== undefined).join(' · '),
  deviceId: id,
});

/** Whatever is like the words; a service that has no search yet is asked for serial numbers. */
export const findAnything = async (
  api: TechnicianApi,
  words: string,
): Promise<ApiResult<{ readonly items: readonly Found[] }>> => {
  const result = await api.find(words);
  if (result.kind !== 'problem' || result.problem.code !== 'route-unknown') return result;
  const devices = await api.bySerial(words);
  return devices.kind === 'ok' ? { kind: 'ok', value: { items: devices.value.items.map(asFound) } } : devices;
};
