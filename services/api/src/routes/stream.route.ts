import { z } from 'zod';
import type { ApiDeps } from '../deps.ts';
import { identityOf } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { type App, problems } from '../route.ts';
import { readCursor } from '../stream/read-cursor.ts';
import { createStreamClient } from '../stream/stream-client.ts';
import type { StreamHub } from '../stream/stream-hub.ts';

/** Reconnect after a second; EventSource would wait longer. */
const OPENING = 'retry: 1000\n\n';

/**
 * Written to the socket directly: one text serves many clients, and one that does not read is cut off by its unread
 * bytes, where @fastify/sse would queue a promise for every event of every client.
 */
export const streamRoute = (app: App, { log }: ApiDeps, hub: StreamHub): void => {
  app.get(
    '/api/stream',
    {
      // A HEAD would be a stream that nobody reads and nothing ends.
      exposeHeadRoute: false,
      config: { right: 'stream' },
      schema: {
        summary: 'Everything that changes, as it changes (text/event-stream)',
        description:
          'Events `alarm`, `offer` (to the operator it is offered to), `device`, `presence`, `responder`, `ping` every two seconds, `hello` first, and `reset` when the cursor is too old to catch up: load afresh. `id` is a cursor for `Last-Event-ID`; after a resume some changes may repeat, none is missing.',
        tags: ['stream'],
        headers: z.object({ 'last-event-id': z.string().optional() }),
        querystring: z.object({ lastEventId: z.string().optional() }),
        response: problems,
      },
    },
    async (request, reply) => {
      const who = identityOf(request);
      const cursor = readCursor(request.headers['last-event-id'] ?? request.query.lastEventId);
      if (!hub.ready()) throw new ApiProblem(503, 'database-unavailable', 'The database does not answer.');
      reply.hijack();
      const response = reply.raw;
      // Hung up while we asked who it is: its end has been told already, and would never be told again.
      if (response.destroyed) return;
      for (const [name, value] of Object.entries(reply.getHeaders())) {
        if (value !== undefined) response.setHeader(name, value);
      }
      response.writeHead(200, {
        'content-type': 'text/event-stream; charset=utf-8',
        'cache-control': 'no-store',
        'x-accel-buffering': 'no',
      });
      response.write(OPENING);
      const client = createStreamClient(who, response);
      response.on('close', () => hub.leave(client));
      response.on('error', () => hub.leave(client));
      await hub.join(client, cursor).catch((error: unknown) => {
        log.warn({ err: error }, 'stream did not catch up');
        response.destroy();
      });
    },
  );
};
