import { Histogram, type Registry } from '@varde/runtime';
import type { FastifyInstance } from 'fastify';

/** How long requests take, by route as it is written, never as it was called. Streams are not requests. */
export const countRequests = (app: FastifyInstance, metrics: Registry): void => {
  const duration = new Histogram({
    name: 'varde_http_request_seconds',
    help: 'Duration of requests by method, route and status',
    labelNames: ['method', 'route', 'status'],
    buckets: [0.002, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    registers: [metrics],
  });
  app.addHook('onResponse', async (request, reply) => {
    const route = request.routeOptions.url ?? 'unknown';
    if (route === '/api/stream') return;
    duration.observe({ method: request.method, route, status: reply.statusCode }, reply.elapsedTime / 1_000);
  });
};
