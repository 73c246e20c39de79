import { randomUUID } from 'node:crypto';
import type { DeviceView } from '@varde/contracts';
import type { Clock } from '../device/clock.ts';
import { connectFleet, type Fleet } from '../device/fleet.ts';
import { createApiClient, isFinal } from '../platform/api-client.ts';
import { listDevices, type OpenAccounts, openGateways, openOwnAccounts } from '../platform/registry.ts';
import { retry } from '../platform/retry.ts';
import { readStackFile } from '../platform/stack-file.ts';
import { createTally, type Tally } from '../tally/tally.ts';
import { createFaultPrinter } from './print-fault.ts';
import { type StackOptions, stackFileOf, tokensOf } from './stack-options.ts';

export const clock: Clock = { wall: () => Date.now(), steady: () => performance.now() };

export type SessionOptions = StackOptions & {
  readonly ownAccounts?: true;
  /** Which of the devices in service take part. */
  readonly choose: (devices: readonly DeviceView[]) => readonly DeviceView[];
};

/** Devices of a running stack, connected. */
export type Session = {
  readonly devices: readonly DeviceView[];
  readonly fleet: Fleet;
  readonly tally: Tally;
  close(): Promise<void>;
};

/** Waits for the stack, opens accounts for its devices and connects them. */
export const openSession = async (options: SessionOptions, signal: AbortSignal): Promise<Session> => {
  const onFault = createFaultPrinter(clock.steady);
  const waiting = { signal, final: isFinal, onFault };
  const urls = await retry(() => readStackFile(stackFileOf(options)), waiting);
  const api = createApiClient(urls.api, tokensOf(options, 'technician'));
  const devices = options.choose(await retry(() => listDevices(api), waiting));
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
