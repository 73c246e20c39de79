import type { DeviceView } from '@varde/contracts';
import { DEVICE_FUNCTIONS, deviceProfile, stepsFrom } from '@varde/domain';
import type { DeviceRecord } from '@varde/postgres';
import { profileLabel } from '../alarm/present-alarm.ts';
import { iso, isoOrNull } from '../iso.ts';
import { omitNull } from '../omit-null.ts';

const functionsOf = ({ profile, functionsOff }: DeviceRecord): DeviceView['functions'] =>
  (deviceProfile(profile)?.functions ?? []).map((name) => ({
    name,
    label: DEVICE_FUNCTIONS[name].nb,
    on: !functionsOff.includes(name),
  }));

export const presentDevice = (device: DeviceRecord): DeviceView => ({
  id: device.id,
  profile: device.profile,
  label: profileLabel(device.profile),
  serial: device.serial,
  state: device.state,
  registeredAt: iso(device.registeredAt),
  steps: [...stepsFrom(device.state)],
  functions: functionsOf(device),
  version: device.version,
  change: device.change,
  ...omitNull({
    residentId: device.residentId,
    place: device.place,
    testUntil: isoOrNull(device.testUntil),
    assignedTo: device.assignedTo,
    appointmentAt: isoOrNull(device.appointmentAt),
    location: device.location,
    installedAt: isoOrNull(device.installedAt),
    testedAt: isoOrNull(device.testedAt),
    servicedAt: isoOrNull(device.servicedAt),
    batteryAt: isoOrNull(device.batteryAt),
    collectSince: isoOrNull(device.collectSince),
    replaces: device.replaces,
    lastContact: isoOrNull(device.lastContact),
    battery: device.battery,
    rssi: device.rssi,
    power: device.power,
    firmware: device.firmware,
  }),
});
