import { readHealth } from '@varde/runtime';
import type { ApiDeps } from '../deps.ts';
import type { App } from '../route.ts';

/** Alive; each dependency by name; Prometheus. As every other service has them on its health port. */
export const healthRoutes = (app: App, { checks, metrics }: Pick<ApiDeps, 'checks' | 'metrics'>): void => {
  app.get('/healthz', { schema: { hide: true } }, () => ({ alive: true }));
  app.get('/readyz', { schema: { hide: true } }, async (_request, reply) => {
    const health = await readHealth(checks);
    return reply.status(health.ready ? 200 : 503).send(health);
  });
  app.get('/metrics', { schema: { hide: true } }, async (_request, reply) =>
    reply.type(metrics.contentType).send(await metrics.metrics()),
  );
};
