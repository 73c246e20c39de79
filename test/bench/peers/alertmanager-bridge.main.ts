import { setTimeout as sleep } from 'node:timers/promises';
import mqtt, { type MqttClient } from 'mqtt';
import type { BridgeOptions } from './alertmanager.ts';
import { readOptions, serveParent, tellParent } from './processes/parent.ts';

/**
 * From MQTT to Alertmanager's API. As good as a small bridge gets, so that what is measured is Alertmanager: reds have a
 * connection of their own and are acknowledged when Alertmanager has taken them; routine events go by the batch.
 */
const { mqttUrl, alertmanagerUrl } = readOptions<BridgeOptions>();

type Alert = { readonly labels: Readonly<Record<string, string>>; readonly endsAt: string };

const BATCH = 500;
const DAY = 86_400_000;
const AGAIN_AFTER = 100;

const toAlert = (topic: string, payload: Buffer | string, severity: 'red' | 'routine'): Alert => {
  const { id, kind } = JSON.parse(String(payload)) as { id: string; kind: string };
  const device = topic.split('/')[2] ?? '';
  // Open until somebody closes it: without an end it would resolve itself after five minutes.
  return { labels: { alertname: kind, severity, device, event: id }, endsAt: new Date(Date.now() + DAY).toISOString() };
};

/** Again and again until it is taken. */
const post = async (alerts: readonly Alert[]): Promise<void> => {
  for (;;) {
    const taken = await fetch(`${alertmanagerUrl}/api/v2/alerts`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(alerts),
    }).then(
      async (response) => {
        await response.arrayBuffer();
        return response.ok;
      },
      () => false,
    );
    if (taken) return;
    await sleep(AGAIN_AFTER);
  }
};

// Its handler is set before anything can arrive: a session that was kept delivers at once.
const connect = (clientId: string): MqttClient => mqtt.connect(mqttUrl, { clientId, clean: false });

let accepted = 0;
const waiting: Alert[] = [];

const postRoutine = async (): Promise<never> => {
  for (;;) {
    const batch = waiting.splice(0, BATCH);
    if (batch.length === 0) await sleep(5);
    else await post(batch);
    accepted += batch.length;
  }
};
void postRoutine();

const reds = connect('bridge-reds');
reds.handleMessage = ({ topic, payload }, acknowledge) => {
  post([toAlert(topic, payload, 'red')]).then(() => acknowledge(), acknowledge);
};
await reds.subscribeAsync('varde/v1/+/alarm', { qos: 1 });

const routine = connect('bridge-routine');
routine.on('message', (topic, payload) => waiting.push(toAlert(topic, payload, 'routine')));
await routine.subscribeAsync('varde/v1/+/event', { qos: 1 });

setInterval(() => tellParent(accepted), 50);
serveParent(() => undefined);
