import { readFile } from 'node:fs/promises';
import { seededDraw } from '../chance/draw.ts';
import { openHeartbeatLinks } from '../device/heartbeat-links.ts';
import { heartbeatSends } from '../load/sends.ts';
import { countOf, describeLoad, type LoadOptions } from './load-options.ts';
import type { MeasuredRun } from './measured-run.ts';
import { clock, findMqttUrl, onFault } from './session.ts';

/** Heartbeats of the devices of a file, in its order and again from its top, through the account that is given. */
export const planHeartbeats = async (options: LoadOptions, signal: AbortSignal): Promise<MeasuredRun> => {
  const { account, devicesFile, connections, heartbeats, seed, warmup } = options;
  if (account === undefined || devicesFile === undefined) throw new Error('--account and --devices-file go together');
  const duration = warmup + options.duration;
  const devices = (await readFile(devicesFile, 'utf8')).split('\n').filter((line) => line !== '');
  if (devices.length === 0) throw new Error(`${devicesFile} names no device`);
  const mqttUrl = await findMqttUrl(options, signal, duration);
  return {
    name: 'load',
    warmUp: warmup,
    duration,
    ...describeLoad(options, devices.length),
    open: async (observer) => {
      const links = await openHeartbeatLinks({
        mqttUrl,
        credential: account,
        connections,
        observer,
        clock,
        signal,
        onFault,
      });
      const count = countOf(heartbeats, duration);
      const sends = heartbeatSends(count, duration, seededDraw(seed, 'heartbeats'), (turn, status) => {
        const deviceId = devices[turn % devices.length];
        if (deviceId !== undefined) links.beat(turn, deviceId, status);
      });
      return { fleet: { connections, pending: 0, waiting: [] }, sends, close: links.close };
    },
  };
};
