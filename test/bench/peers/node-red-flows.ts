/** A node of a Node-RED flow, as the editor exports it. */
type FlowNode = { readonly id: string; readonly type: string; readonly [setting: string]: unknown };

export type FlowPlace = { readonly mqttPort: number; readonly sinkUrl: string };

const TAB: FlowNode = { id: 'page', type: 'tab', label: 'Alarms' };

const broker = (id: string, port: number, settings: Readonly<Record<string, unknown>>): FlowNode => ({
  id,
  type: 'mqtt-broker',
  broker: '127.0.0.1',
  port: String(port),
  autoConnect: true,
  protocolVersion: '4',
  keepalive: '60',
  ...settings,
});

const mqttIn = (id: string, topic: string, brokerId: string, next: string): FlowNode => ({
  id,
  type: 'mqtt in',
  z: 'page',
  topic,
  qos: '1',
  datatype: 'json',
  broker: brokerId,
  inputs: 0,
  wires: [[next]],
});

const post = (id: string, url: string, settings: Readonly<Record<string, unknown>> = {}): FlowNode => ({
  id,
  type: 'http request',
  z: 'page',
  method: 'POST',
  ret: 'txt',
  paytoqs: 'ignore',
  url,
  headers: [],
  wires: [[]],
  ...settings,
});

/** As one draws it first: one subscription, a switch by kind, a request each; every setting the editor's default. */
export const plainFlow = ({ mqttPort, sinkUrl }: FlowPlace): FlowNode[] => [
  TAB,
  broker('broker', mqttPort, { clientid: '', cleansession: true }),
  mqttIn('in', 'varde/v1/+/+', 'broker', 'by-kind'),
  {
    id: 'by-kind',
    type: 'switch',
    z: 'page',
    property: 'payload.kind',
    propertyType: 'msg',
    rules: [{ t: 'eq', v: 'fire-alarm', vt: 'str' }, { t: 'else' }],
    checkall: 'true',
    outputs: 2,
    wires: [['to-operator'], ['to-store']],
  },
  post('to-operator', `${sinkUrl}/alarm`),
  post('to-store', `${sinkUrl}/event`),
];

/**
 * The best for reds that we could draw with the nodes it comes with. Reds have a client, a session that outlives it and
 * a way of their own. Routine events have theirs, pass a rate limit that spreads the work, and are stored some at a time
 * over a connection that is kept. Without the limit routine events go about ten times as fast, and reds wait several
 * times as long. The limit is what one timer gives, some 700 a second, however much more it is asked for.
 */
export const bestFlow = ({ mqttPort, sinkUrl }: FlowPlace): FlowNode[] => [
  TAB,
  broker('reds', mqttPort, { clientid: 'node-red-reds', cleansession: false }),
  broker('routine', mqttPort, { clientid: 'node-red-routine', cleansession: false }),
  mqttIn('reds-in', 'varde/v1/+/alarm', 'reds', 'to-operator'),
  post('to-operator', `${sinkUrl}/alarm`, { persist: true }),
  mqttIn('routine-in', 'varde/v1/+/event', 'routine', 'limit'),
  {
    id: 'limit',
    type: 'delay',
    z: 'page',
    pauseType: 'rate',
    rate: '2000',
    nbRateUnits: '1',
    rateUnits: 'second',
    drop: false,
    allowrate: false,
    outputs: 1,
    wires: [['by-time']],
  },
  {
    id: 'by-time',
    type: 'batch',
    z: 'page',
    mode: 'interval',
    count: 10,
    overlap: 0,
    interval: '0.05',
    allowEmptySequence: false,
    topics: [],
    wires: [['together']],
  },
  { id: 'together', type: 'join', z: 'page', mode: 'auto', build: 'array', property: 'payload', wires: [['to-store']] },
  post('to-store', `${sinkUrl}/event`, { persist: true }),
];
