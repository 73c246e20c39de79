import process from 'node:process';
import { type DeviceLink, openDeviceLink } from '@varde/simulators/device-link';
import type { WideAccount } from './wide-account.ts';

export type WideLinks = {
  readonly mqttUrl: string;
  readonly account: WideAccount;
  readonly connections: number;
};

/** Connections that may all speak for every device; the first hears what `filters` say. */
export const openWideLinks = (
  { mqttUrl, account, connections }: WideLinks,
  filters: readonly string[] = [],
  receive: (topic: string, payload: Buffer) => void = () => undefined,
): Promise<DeviceLink[]> =>
  Promise.all(
    Array.from({ length: connections }, async (_, index) => {
      const ready = Promise.withResolvers<void>();
      const link = openDeviceLink({
        url: mqttUrl,
        credential: account,
        clientId: `bench-wide-${process.pid}-${index}`,
        filters: index === 0 ? filters : [],
        receive,
        onReady: ready.resolve,
        onFault: (error) => process.stderr.write(`${error.message}\n`),
      });
      await ready.promise;
      return link;
    }),
  );
