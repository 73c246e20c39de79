import type { DeviceView } from '@varde/contracts';
import type { DeviceRecord } from '@varde/postgres';
import { profileLabel } from '../alarm/present-alarm.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';

export const presentDevice = (device: DeviceRecord): DeviceView => ({
  id: device.id,
  profile: device.profile,
  label: profileLabel(device.profile),
  serial: device.serial,
  state: device.state,
  registeredAt: iso(device.registeredAt),
  version: device.version,
  change: device.change,
  ...omitNull({
    residentId: device.residentId,
    place: device.place,
    testUntil: isoOrNull(device.testUntil),
    lastContact: isoOrNull(device.lastContact),
    battery: device.battery,
    rssi: device.rssi,
    power: device.power,
    firmware: device.firmware,
  }),
});
