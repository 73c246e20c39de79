import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { BenchContext } from '../bench.ts';
import { startReceiver } from '../receivers/receiver.ts';
import { measureHop } from './hop.ts';
import type { Pace } from './paced.ts';

/** About what an alarm is on the stream. */
const FILLING = 'x'.repeat(900);

/** A bare node:http server writes events of an alarm's size to the very listener that hears Varde's stream. */
export const measureSseHop = async ({ signal }: BenchContext, pace: Pace): Promise<number[]> => {
  const connected = Promise.withResolvers<ServerResponse>();
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: hello\ndata: {}\n\n');
    connected.resolve(response);
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const api = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const receiver = await startReceiver('stream', { api, tokens: ['none'] });
  try {
    const response = await connected.promise;
    return await measureHop(pace, signal, receiver, (id) => {
      response.write(`event: alarm\ndata: ${JSON.stringify({ id, kind: 'fire-alarm', filling: FILLING })}\n\n`);
    });
  } finally {
    receiver.kill();
    server.close();
    server.closeAllConnections();
  }
};
