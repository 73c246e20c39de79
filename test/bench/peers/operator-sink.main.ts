import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Arrival } from './peer.ts';
import { serveParent, tellParent } from './processes/parent.ts';

/** Where a peer delivers by HTTP: `/alarm` is the operator's screen, `/event` stands in for storing routine events. */
type Webhook = { readonly alerts: readonly { readonly labels: { readonly event: string } }[] };
type Posted = { readonly id: string } | Webhook;

const arrivals: Arrival[] = [];
let events = 0;

const readBody = async (request: IncomingMessage): Promise<unknown> => {
  let body = '';
  for await (const chunk of request) body += String(chunk);
  return JSON.parse(body);
};

/** What Alertmanager posts is a group of alerts; everybody else posts the message. */
const idsOf = (posted: Posted): string[] =>
  'alerts' in posted ? posted.alerts.map(({ labels }) => labels.event) : [posted.id];

const take = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
  const at = performance.timeOrigin + performance.now();
  const body = await readBody(request);
  if (request.url === '/alarm') for (const key of idsOf(body as Posted)) arrivals.push({ key, at });
  else events += Array.isArray(body) ? body.length : 1;
  response.writeHead(204).end();
};

const server = createServer((request, response) => void take(request, response));
server.keepAliveTimeout = 60_000;
server.listen(0, '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo;
  setInterval(() => tellParent(events), 50);
  serveParent((ask: 'arrivals' | 'url') => (ask === 'url' ? `http://127.0.0.1:${port}` : arrivals));
});
