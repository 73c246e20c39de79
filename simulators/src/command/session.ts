import { randomUUID } from 'node:crypto';
import type { DeviceView } from '@varde/contracts';
import type { Clock } from '../device/clock.ts';
import { connectFleet, type Fleet } from '../device/fleet.ts';
import { type ApiClient, createApiClient, isFinal } from '../platform/api-client.ts';
import { listDevices, type OpenAccounts, openGateways, openOwnAccounts } from '../platform/registry.ts';
import { retry } from '../platform/retry.ts';
import { readStackFile } from '../platform/stack-file.ts';
import { givenToken, stackTokens } from '../platform/token-source.ts';
import { createTally, type Tally } from '../tally/tally.ts';
import { createFaultPrinter } from './print-fault.ts';
import { type DeviceOptions, dataDirOf, stackFileOf } from './stack-options.ts';

export const clock: Clock = { wall: () => Date.now(), steady: () => performance.now() };

export type SessionOptions = DeviceOptions & {
  /** Milliseconds a run lasts: the longest it waits for the stack, too. */
  readonly duration?: number | undefined;
  /** Which of the devices in service take part. */
  readonly choose: (
    devices: readonly DeviceView[],
    api: ApiClient,
  ) => readonly DeviceView[] | Promise<readonly DeviceView[]>;
};

/** Devices of a running stack, connected. */
export type Session = {
  readonly devices: readonly DeviceView[];
  readonly fleet: Fleet;
  readonly tally: Tally;
  close(): Promise<void>;
};

/** The devices that take part, and where their stack is: read anew each time, for a file may be older than its stack. */
const findDevices = async (options: SessionOptions) => {
  const { token } = options;
  const urls = await readStackFile(stackFileOf(options));
  const tokens =
    token === undefined ? stackTokens({ role: 'technician', dataDir: dataDirOf(options) }) : givenToken(token);
  const api = createApiClient(urls.api, tokens);
  return { urls, api, devices: await options.choose(await listDevices(api), api) };
};

/** Waits for the stack, opens accounts for its devices and connects them. */
export const openSession = async (options: SessionOptions, signal: AbortSignal): Promise<Session> => {
  const onFault = createFaultPrinter(clock.steady);
  const waiting = { signal, limit: options.duration, final: isFinal, onFault };
  const { urls, api, devices } = await retry(() => findDevices(options), waiting);
  if (devices.length === 0) throw new Error('No device in service takes part: is the seed loaded?');
  const ids = devices.map(({ id }) => id);
  const open: OpenAccounts = await retry(
    () => (options.ownAccounts === true ? openOwnAccounts(api, ids) : openGateways(api, ids)),
    waiting,
  );
  const tally = createTally(clock);
  try {
    const fleet = await connectFleet({
      mqttUrl: urls.mqtt,
      accounts: open.accounts,
      observer: tally,
      clock,
      newId: randomUUID,
      signal,
      onFault,
    });
    const close = async (): Promise<void> => {
      await fleet.close();
      await open.close();
    };
    return { devices, fleet, tally, close };
  } catch (error) {
    await open.close();
    throw error;
  }
};
