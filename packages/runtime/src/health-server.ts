import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Registry } from 'prom-client';
import { type Check, readHealth } from './health.ts';

export type HealthServer = { readonly port: number; close(): Promise<void> };

/** /healthz (alive), /readyz (each dependency by name), /metrics, on loopback. */
export const serveHealth = async (
  port: number,
  checks: Readonly<Record<string, Check>>,
  metrics: Registry,
): Promise<HealthServer> => {
  const answer = async (path: string): Promise<{ status: number; type: string; body: string }> => {
    if (path === '/healthz') return { status: 200, type: 'application/json', body: '{"alive":true}' };
    if (path === '/readyz') {
      const health = await readHealth(checks);
      return { status: health.ready ? 200 : 503, type: 'application/json', body: JSON.stringify(health) };
    }
    if (path === '/metrics') return { status: 200, type: metrics.contentType, body: await metrics.metrics() };
    return { status: 404, type: 'text/plain', body: 'not found' };
  };
  const server = createServer((request, response) => {
    answer(request.url ?? '/').then(
      ({ status, type, body }) => response.writeHead(status, { 'content-type': type }).end(body),
      () => response.writeHead(500).end(),
    );
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', resolve);
  });
  return {
    port: (server.address() as AddressInfo).port,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
};
