import { deviceTopic } from '@varde/contracts';
import type { Credential } from '@varde/mqtt';
import type { Clock } from './clock.ts';
import type { Observer } from './device-client.ts';
import { openDeviceLink } from './device-link.ts';
import { heartbeatBody, type Status } from './heartbeat-body.ts';
import { unlessAborted } from './unless-aborted.ts';

export type HeartbeatLinksOptions = {
  readonly mqttUrl: string;
  /** May write for all the devices. */
  readonly credential: Credential;
  readonly connections: number;
  readonly observer: Pick<Observer, 'heartbeat'>;
  readonly clock: Clock;
  readonly signal: AbortSignal;
  readonly onFault: (error: unknown) => void;
};

export type HeartbeatLinks = {
  /** Lost while there is no connection. */
  beat(turn: number, deviceId: string, status: Status): void;
  close(): Promise<void>;
};

/** So many in a row share a connection, and so a write. */
const IN_A_ROW = 16;

/** One account over several connections, for more devices than could each be kept here: a heartbeat has no receipt. */
export const openHeartbeatLinks = async (options: HeartbeatLinksOptions): Promise<HeartbeatLinks> => {
  const { mqttUrl, credential, connections, observer, clock, signal, onFault } = options;
  const links = Array.from({ length: connections }, (_, at) =>
    openDeviceLink({
      url: mqttUrl,
      credential,
      clientId: `${credential.username}-${at}`,
      filters: [],
      receive: () => undefined,
      onReady: () => undefined,
      onFault,
    }),
  );
  const close = async (): Promise<void> => {
    await Promise.all(links.map((link) => link.close()));
  };
  try {
    await unlessAborted(Promise.all(links.map(({ opened }) => opened)), signal);
  } catch (error) {
    await close();
    throw error;
  }
  return {
    beat(turn, deviceId, status) {
      const link = links[Math.floor(turn / IN_A_ROW) % links.length];
      if (link?.ready !== true) return;
      link.publish(deviceTopic(deviceId, 'status'), heartbeatBody(status, clock.wall()), 0);
      observer.heartbeat();
    },
    close,
  };
};
