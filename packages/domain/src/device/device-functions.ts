import type { Text } from '../language.ts';

/** What a device can be used for. A decision grants each function by itself, on a legal basis of its own. */
export const DEVICE_FUNCTIONS = {
  button: { nb: 'Alarmknapp', nn: 'Alarmknapp', en: 'Alarm button' },
  fire: { nb: 'Brannvarsling', nn: 'Brannvarsling', en: 'Fire warning' },
  safety: { nb: 'Komfyr, vann og temperatur', nn: 'Komfyr, vatn og temperatur', en: 'Stove, water and temperature' },
  fall: { nb: 'Fallvarsling', nn: 'Fallvarsling', en: 'Fall warning' },
  'bed-watch': { nb: 'Varsling fra seng og stol', nn: 'Varsling frå seng og stol', en: 'Bed and chair watch' },
  'room-watch': { nb: 'Varsling om aktivitet i rom', nn: 'Varsling om aktivitet i rom', en: 'Room watch' },
  'door-watch': { nb: 'Dørvakt', nn: 'Dørvakt', en: 'Door watch' },
  position: { nb: 'Posisjon', nn: 'Posisjon', en: 'Position' },
  camera: { nb: 'Kameratilsyn', nn: 'Kameratilsyn', en: 'Camera supervision' },
  listening: { nb: 'Medlytting', nn: 'Medlytting', en: 'Listening in' },
  medication: { nb: 'Legemidler', nn: 'Legemiddel', en: 'Medication' },
  lock: { nb: 'Nøkkel og lås', nn: 'Nøkkel og lås', en: 'Key and lock' },
  measurement: { nb: 'Målinger', nn: 'Målingar', en: 'Measurements' },
} as const satisfies Readonly<Record<string, Text>>;

export type DeviceFunction = keyof typeof DEVICE_FUNCTIONS;

export const isDeviceFunction = (name: string): name is DeviceFunction => Object.hasOwn(DEVICE_FUNCTIONS, name);

/**
 * Those that follow a person: never on without a decision that gives them a legal basis. The others help a person who
 * wants help; without a decision they are on, and somebody is told that it is missing.
 */
const FOLLOWS_A_PERSON: readonly DeviceFunction[] = ['position', 'camera', 'door-watch', 'listening'];

export const needsLegalBasis = (name: DeviceFunction): boolean => FOLLOWS_A_PERSON.includes(name);

/** The kinds of event that belong to a function which can be off; every other kind is sent whatever is on. */
const KINDS_OF: Partial<Readonly<Record<DeviceFunction, readonly string[]>>> = {
  'door-watch': ['door-opened', 'door-closed', 'door-open-too-long', 'home-left', 'home-returned'],
  position: ['position', 'position-stale', 'geofence-left', 'geofence-entered'],
  camera: ['camera-check-due', 'camera-check-event'],
};

/** Whether a kind comes of a function that is off. A call for help is heard all the same: that is for intake to say. */
export const isOfFunctionOff = (kind: string, off: readonly string[]): boolean =>
  off.some((name) => isDeviceFunction(name) && KINDS_OF[name]?.includes(kind) === true);
