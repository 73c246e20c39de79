import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import process from 'node:process';
import { installFromNpm } from './install.ts';
import { inventAccounts } from './invented-devices.ts';
import { bestFlow, type FlowPlace, plainFlow } from './node-red-flows.ts';
import { startOperatorSink } from './operator-sink.ts';
import type { Peer, PeerRoom, RunningPeer } from './peer.ts';
import { type RunningProcess, startProgram } from './processes/start-process.ts';
import { freePort, probePort } from './servers/free-port.ts';
import { startMosquitto } from './servers/mosquitto.ts';
import { stopAll } from './stop-all.ts';

/** The last of the fourth line. */
const VERSION = '4.1.15';

const settingsFile = (port: number): string => `module.exports = {
  uiHost: '127.0.0.1', uiPort: ${port}, flowFile: 'flows.json', credentialSecret: false, telemetry: { enabled: false },
  logging: { console: { level: 'warn' } },
};
`;

const start = async (room: PeerRoom, draw: (place: FlowPlace) => unknown): Promise<RunningPeer> => {
  const { folder, context } = room;
  const program = path.join(context.folder, 'node-red');
  await installFromNpm(program, 'node-red', VERSION);
  context.settings('Node-RED', { version: VERSION });
  const [home, log] = [path.join(folder, 'home'), path.join(folder, 'node-red.log')];
  await mkdir(home, { recursive: true });
  const started: RunningProcess[] = [];
  try {
    const broker = await startMosquitto(folder);
    started.push(broker);
    const sink = await startOperatorSink(path.join(folder, 'sink.log'));
    started.push(sink);
    const flow = draw({ mqttPort: Number(new URL(broker.url).port), sinkUrl: sink.url });
    await writeFile(path.join(home, 'flows.json'), JSON.stringify(flow));
    const port = await freePort();
    await writeFile(path.join(home, 'settings.js'), settingsFile(port));
    const args = [path.join(program, 'node_modules/node-red/red.js'), '--userDir', home];
    const run = (): Promise<RunningProcess> =>
      startProgram({ command: process.execPath, args, log, probe: () => probePort(port) });
    let nodeRed = await run();
    return {
      mqttUrl: broker.url,
      routine: inventAccounts(room.routineDevices),
      reds: inventAccounts(room.redDevices),
      receipts: false,
      processed: sink.events,
      arrivals: sink.arrivals,
      keyOf: ({ id }) => id,
      crash: () => nodeRed.kill(),
      restart: async () => {
        nodeRed = await run();
      },
      remembered: async () => null,
      stop: () => stopAll([...started, nodeRed]),
    };
  } catch (error) {
    await stopAll(started);
    throw error;
  }
};

const SINK = 'a web server of the bench, to which the flow posts each red';

export const nodeRedPlain: Peer = {
  name: 'Node-RED, plain flow',
  sink: SINK,
  work: 'posts each to a web server that counts it; nothing is stored',
  start: (room) => start(room, plainFlow),
};

export const nodeRedBest: Peer = {
  name: 'Node-RED, best flow',
  sink: SINK,
  work: 'waits in memory for the rate limit, then posted, some at a time, to a web server that counts them; nothing is stored',
  start: (room) => start(room, bestFlow),
};
