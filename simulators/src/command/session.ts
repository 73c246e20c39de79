import { randomUUID } from 'node:crypto';
import type { DeviceView } from '@varde/contracts';
import type { Clock } from '../device/clock.ts';
import type { Observer } from '../device/device-client.ts';
import { connectFleet, type Fleet } from '../device/fleet.ts';
import { createRoom, type Room } from '../device/room.ts';
import { type ApiClient, createApiClient, isFinal } from '../platform/api-client.ts';
import { openGateways } from '../platform/gateways.ts';
import { listDevices, type OpenAccounts, openOwnAccounts } from '../platform/registry.ts';
import { retry } from '../platform/retry.ts';
import { readStackFile } from '../platform/stack-file.ts';
import { givenToken, stackTokens } from '../platform/token-source.ts';
import { createFaultPrinter } from './print-fault.ts';
import { type DeviceOptions, dataDirOf, stackFileOf } from './stack-options.ts';

export const clock: Clock = { wall: () => Date.now(), steady: () => performance.now() };

export const onFault = createFaultPrinter(clock.steady);

/** A running stack, and the devices in service there. */
export type Place = { readonly mqttUrl: string; readonly api: ApiClient; readonly devices: readonly DeviceView[] };

/** Read anew each time: a file may be older than its stack. */
const lookUp = async (options: DeviceOptions): Promise<Place> => {
  const { token } = options;
  const urls = await readStackFile(stackFileOf(options));
  const tokens =
    token === undefined ? stackTokens({ role: 'technician', dataDir: dataDirOf(options) }) : givenToken(token);
  const api = createApiClient(urls.api, tokens);
  return { mqttUrl: urls.mqtt, api, devices: await listDevices(api) };
};

/** Waits for the stack, `limit` milliseconds at most. */
export const findPlace = (options: DeviceOptions, signal: AbortSignal, limit?: number): Promise<Place> =>
  retry(() => lookUp(options), { signal, limit, final: isFinal, onFault });

/** The same where nobody has to be asked for devices and accounts. */
export const findMqttUrl = async (options: DeviceOptions, signal: AbortSignal, limit?: number): Promise<string> =>
  (await retry(() => readStackFile(stackFileOf(options)), { signal, limit, onFault })).mqtt;

/** Messages, about 1 KB each: a load must not give up what a service that is away has yet to take. */
const SHARED_MEMORY = 1_000_000;

/** One memory for all the devices. */
export const sharedRoom = (): ((deviceId: string) => Room) => {
  const room = createRoom(SHARED_MEMORY);
  return () => room;
};

/** Devices of a running stack, connected. */
export type Session = { readonly fleet: Fleet; close(): Promise<void> };

export type SessionOptions = DeviceOptions & {
  readonly observer: Observer;
  readonly roomFor: (deviceId: string) => Room;
  /** Milliseconds it waits at most for the stack to make the accounts. */
  readonly limit?: number | undefined;
};

/** Opens accounts for the devices and connects them. */
export const openSession = async (
  { mqttUrl, api }: Place,
  devices: readonly DeviceView[],
  options: SessionOptions,
  signal: AbortSignal,
): Promise<Session> => {
  if (devices.length === 0) throw new Error('No device in service takes part: is the seed loaded?');
  const ids = devices.map(({ id }) => id);
  const { ownAccounts, gatewaySize, observer, roomFor, limit } = options;
  const open: OpenAccounts = await retry(
    () =>
      ownAccounts === true
        ? openOwnAccounts(api, ids)
        : openGateways(api, ids, { size: gatewaySize, dataDir: dataDirOf(options) }),
    { signal, limit, final: isFinal, onFault },
  );
  try {
    const fleet = await connectFleet({
      mqttUrl,
      accounts: open.accounts,
      observer,
      roomFor,
      clock,
      newId: randomUUID,
      signal,
      onFault,
    });
    const close = async (): Promise<void> => {
      await fleet.close();
      await open.close();
    };
    return { fleet, close };
  } catch (error) {
    await open.close();
    throw error;
  }
};
