import type { DeviceView } from '@varde/contracts';
import { isAtHome } from '@varde/domain';
import type { Entry } from './entry.ts';

/** The phone's clock and the server's are never quite the same. */
const CLOCKS_APART_MS = 60_000;

const isSince = (at: string | undefined, entry: Entry): boolean =>
  at !== undefined && Date.parse(at) >= entry.at - CLOCKS_APART_MS;

const sameFunctions = (device: DeviceView, on: unknown): boolean => {
  const wanted = Array.isArray(on) ? on : [];
  return device.functions.every((one) => one.on === wanted.includes(one.name));
};

/** Does the device stand as the step would have left it? Then an earlier sending came through, and only its answer was lost. */
const standsSo = (entry: Entry, device: DeviceView): boolean => {
  const { body } = entry;
  switch (entry.kind) {
    case 'assign':
      return device.assignedTo === body['residentId'];
    case 'unassign':
      return device.assignedTo === undefined;
    case 'prepare':
      return device.state === 'prepared';
    case 'install': {
      const sameResident = body['residentId'] === undefined || device.residentId === body['residentId'];
      return isAtHome(device.state) && sameResident && device.place === body['place'];
    }
    case 'pass-test':
      return device.state === 'in-service';
    case 'service':
      return isSince(device.servicedAt, entry) && (body['battery'] !== true || isSince(device.batteryAt, entry));
    case 'swap':
    case 'return':
      return device.state === 'returned';
    case 'clean':
    case 'repaired':
      return device.state === 'in-stock';
    case 'repair':
      return device.state === 'in-repair';
    case 'retire':
      return device.state === 'retired';
    case 'functions':
      return sameFunctions(device, body['on']);
    case 'take':
    case 'release':
    case 'comment':
      return false;
  }
};

/** Of something sent before: a refusal may only mean that it was done the first time. */
export const isAlreadyDone = (entry: Entry, device: DeviceView | undefined): boolean =>
  entry.sends > 1 && device !== undefined && device.id === entry.subject && standsSo(entry, device);
