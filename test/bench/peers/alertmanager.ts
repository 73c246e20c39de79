import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { needProgram } from './install.ts';
import { inventAccounts } from './invented-devices.ts';
import { type OperatorSink, startOperatorSink } from './operator-sink.ts';
import type { Peer, PeerRoom, RunningPeer } from './peer.ts';
import { type RunningProcess, startChild, startProgram } from './processes/start-process.ts';
import type { RedSent } from './publisher.ts';
import { freePort } from './servers/free-port.ts';
import { startMosquitto } from './servers/mosquitto.ts';
import { stopAll } from './stop-all.ts';

export type BridgeOptions = { readonly mqttUrl: string; readonly alertmanagerUrl: string };

/** Each red is a group of its own and goes out at once; routine alerts are kept and shown, and told to nobody. */
const configuration = (sink: OperatorSink): string => `
route:
  receiver: nobody
  group_by: [alertname]
  routes:
    - matchers: [severity="red"]
      receiver: operator
      group_by: ['...']
      group_wait: 0s
      group_interval: 1s
      repeat_interval: 24h
receivers:
  - name: nobody
  - name: operator
    webhook_configs:
      - url: ${sink.url}/alarm
        send_resolved: false
`;

const startAlertmanager = async (folder: string, config: string, port: number): Promise<RunningProcess> => {
  const url = `http://127.0.0.1:${port}`;
  return startProgram({
    command: 'prometheus-alertmanager',
    args: [
      `--config.file=${config}`,
      `--storage.path=${path.join(folder, 'data')}`,
      `--web.listen-address=127.0.0.1:${port}`,
      '--cluster.listen-address=',
      '--log.level=warn',
    ],
    log: path.join(folder, 'alertmanager.log'),
    probe: async () => {
      const { ok } = await fetch(`${url}/-/ready`);
      if (!ok) throw new Error('not ready');
    },
  });
};

const versionOf = (): string => {
  const { stdout, stderr } = spawnSync('prometheus-alertmanager', ['--version'], { encoding: 'utf8' });
  return /version (\S+)/.exec(stdout + stderr)?.[1] ?? 'not told';
};

const listed = async (url: string, reds: readonly RedSent[]): Promise<number> => {
  const response = await fetch(`${url}/api/v2/alerts?filter=${encodeURIComponent('severity="red"')}`);
  const alerts = (await response.json()) as { labels: { event: string } }[];
  const known = new Set(alerts.map(({ labels }) => labels.event));
  return reds.filter(({ id }) => known.has(id)).length;
};

const start = async (room: PeerRoom): Promise<RunningPeer> => {
  await needProgram('prometheus-alertmanager', 'prometheus-alertmanager');
  const { folder, context } = room;
  context.settings('Alertmanager', { version: versionOf() });
  const started: RunningProcess[] = [];
  try {
    const broker = await startMosquitto(folder);
    started.push(broker);
    const sink = await startOperatorSink(path.join(folder, 'sink.log'));
    started.push(sink);
    await mkdir(path.join(folder, 'data'), { recursive: true });
    const config = path.join(folder, 'alertmanager.yml');
    await writeFile(config, configuration(sink));
    const port = await freePort();
    const alertmanagerUrl = `http://127.0.0.1:${port}`;
    let accepted = 0;
    const run = async (): Promise<RunningProcess[]> => {
      const server = await startAlertmanager(folder, config, port);
      const bridge = await startChild<never>({
        file: path.join(import.meta.dirname, 'alertmanager-bridge.main.ts'),
        options: { mqttUrl: broker.url, alertmanagerUrl } satisfies BridgeOptions,
        log: path.join(folder, 'bridge.log'),
        onTell: (tell) => {
          accepted = tell as number;
        },
      });
      return [server, bridge];
    };
    let own = await run();
    return {
      mqttUrl: broker.url,
      routine: inventAccounts(room.routineDevices),
      reds: inventAccounts(room.redDevices),
      receipts: false,
      processed: () => accepted,
      arrivals: sink.arrivals,
      keyOf: ({ id }) => id,
      crash: async () => {
        await Promise.all(own.map((each) => each.kill()));
      },
      restart: async () => {
        own = await run();
      },
      remembered: (reds) => listed(alertmanagerUrl, reds),
      stop: () => stopAll([...started, ...own]),
    };
  } catch (error) {
    await stopAll(started);
    throw error;
  }
};

export const alertmanager: Peer = {
  name: 'Alertmanager behind a bridge',
  sink: 'a web server of the bench, as its webhook receiver',
  work: 'an alert each, taken by the batch, kept in memory and told to nobody',
  start,
};
