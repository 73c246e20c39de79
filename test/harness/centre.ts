import type { AlarmView } from '@varde/contracts';
import { inject } from 'vitest';
import { type ApiClient, createApiClient } from './api.ts';
import { connectDevice, registerDevice, type TestDevice } from './device.ts';
import { eventually } from './eventually.ts';
import { query } from './record.ts';
import { readStackState, type StackAddress, tokenFor } from './stack.ts';
import { openStream, type Stream } from './stream.ts';

/** The response centre as a test sees it: people with tokens, devices with accounts, the record behind them. */
export type Centre = {
  readonly mode: StackAddress['mode'];
  readonly operator: ApiClient;
  readonly technician: ApiClient;
  operatorNamed(name: string): Promise<ApiClient>;
  person(role: string): Promise<ApiClient>;
  stream(client?: ApiClient, lastEventId?: string): Promise<Stream>;
  /** A resident who lives alone, different each time. */
  resident(): Promise<string>;
  device(profile: string, residentId?: string | null, serial?: string): Promise<TestDevice>;
  /** The open alarms of a device, once there are `count` of them. */
  alarmsOf(deviceId: string, count?: number): Promise<AlarmView[]>;
  record<T>(sql: string, values?: unknown[]): Promise<T[]>;
  /** Disconnects the devices, ends the streams and closes the alarms that the test left open. */
  tidy(): Promise<void>;
};

export const openCentre = async (address: StackAddress = inject('stack')): Promise<Centre> => {
  const state = await readStackState(address.dir);
  const operator = createApiClient(state.api, await tokenFor(address.dir, 'operator', 'kari'));
  const technician = createApiClient(state.api, await tokenFor(address.dir, 'technician'));
  const devices: TestDevice[] = [];
  const streams: Stream[] = [];
  const databaseUrl = state.servers['postgres']?.url ?? '';
  const record = <T>(sql: string, values: unknown[] = []): Promise<T[]> => query<T>(databaseUrl, sql, values);
  const taken = new Set<string>();

  const alarmsOf = async (deviceId: string): Promise<AlarmView[]> =>
    (await operator.get<{ items: AlarmView[] }>(`/api/alarms?device=${deviceId}`)).body.items;

  const resident = async (): Promise<string> => {
    const rows = await record<{ id: string }>(
      `select r.id from resident r where r.closed_at is null and (select count(*) from resident o where o.home_id = r.home_id) = 1
       and not exists (select 1 from response_plan p where p.resident_id = r.id) order by r.id`,
    );
    const free = rows.find((row) => !taken.has(row.id));
    if (free === undefined) throw new Error('the seed has no more residents who live alone without a plan');
    taken.add(free.id);
    return free.id;
  };

  return {
    mode: address.mode,
    operator,
    technician,
    operatorNamed: async (name) => createApiClient(state.api, await tokenFor(address.dir, 'operator', name)),
    person: async (role) => createApiClient(state.api, await tokenFor(address.dir, role)),
    stream: async (client = operator, lastEventId) => {
      const stream = await openStream(state.api, client.token, lastEventId);
      streams.push(stream);
      return stream;
    },
    resident,
    device: async (profile, residentId, serial) => {
      const home = residentId === undefined ? await resident() : (residentId ?? undefined);
      const { device, credential } = await registerDevice(technician, profile, home, serial);
      const connected = await connectDevice(state.mqtt, device.id, credential);
      devices.push(connected);
      return connected;
    },
    alarmsOf: (deviceId, count = 1) =>
      eventually(`${count} open alarms of the device`, async () => {
        const alarms = await alarmsOf(deviceId);
        return alarms.length >= count ? alarms : null;
      }),
    record,
    tidy: async () => {
      for (const stream of streams) stream.close();
      for (const device of devices) {
        await device.disconnect();
        for (const alarm of await alarmsOf(device.id)) await closeAlarm(operator, technician, alarm);
      }
    },
  };
};

const closeAlarm = async (operator: ApiClient, technician: ApiClient, alarm: AlarmView): Promise<void> => {
  const person = alarm.queue === 'technician' ? technician : operator;
  await person.post(`/api/alarms/${alarm.id}/answer`);
  await person.post(`/api/alarms/${alarm.id}/close`, { cause: 'test', action: 'none' });
};
