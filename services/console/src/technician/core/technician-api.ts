import type {
  AlarmView,
  DeviceFunctionView,
  DeviceHealthView,
  DeviceTestView,
  DeviceView,
  FoundView,
  MeView,
  ResidentDetailView,
  ResidentView,
  WorkView,
} from '@varde/contracts';
import type { Ask } from '../../api/ask.ts';
import type { AreaView } from './technician-state.ts';

const WORK_LIMIT = 500;
const HITS = 20;
const TEST_MINUTES = 5;

/** What a device signs in with. */
export type Credential = { readonly username: string; readonly password: string };

type List<T> = { readonly items: readonly T[] };

const query = (values: Readonly<Record<string, string>>): string => new URLSearchParams(values).toString();

export const createTechnicianApi = (ask: Ask) => ({
  me: () => ask<MeView>('GET', '/api/me'),
  worklist: () => ask<List<WorkView>>('GET', `/api/worklist?limit=${WORK_LIMIT}`),
  areas: () => ask<List<AreaView>>('GET', '/api/areas'),
  device: (id: string) => ask<DeviceView>('GET', `/api/devices/${id}`),
  health: (id: string) => ask<DeviceHealthView>('GET', `/api/devices/${id}/health`),
  functions: (id: string) => ask<List<DeviceFunctionView>>('GET', `/api/devices/${id}/functions`),
  devicesOf: (resident: string) => ask<List<DeviceView>>('GET', `/api/devices?${query({ resident })}`),
  /** The beginning of a serial number, as one is scanned or typed off the device. */
  bySerial: (serial: string) => ask<List<DeviceView>>('GET', `/api/devices?${query({ serial, limit: String(HITS) })}`),
  find: (words: string) => ask<List<FoundView>>('GET', `/api/search?${query({ q: words })}`),
  residents: (name: string) => ask<List<ResidentView>>('GET', `/api/residents?${query({ name, limit: String(HITS) })}`),
  resident: (id: string) => ask<ResidentDetailView>('GET', `/api/residents/${id}`),
  /** The old one ends; this one is shown once. */
  newCredential: (id: string) => ask<{ readonly credential: Credential }>('POST', `/api/devices/${id}/credential`),
  startTest: (id: string) => ask<unknown>('POST', `/api/devices/${id}/test`, { minutes: TEST_MINUTES, call: true }),
  test: (id: string) => ask<DeviceTestView>('GET', `/api/devices/${id}/test`),
  /** It was the test: a red one is the operators' when nobody says so. */
  confirmTest: (alarmId: string) => ask<AlarmView>('POST', `/api/alarms/${alarmId}/answer`),
  signOut: () => ask<{ readonly next: string }>('POST', '/auth/logout'),
});
export type TechnicianApi = ReturnType<typeof createTechnicianApi>;
