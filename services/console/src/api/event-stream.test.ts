import { createServer, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, expect, test, vi } from 'vitest';
import { openEventStream } from './event-stream.ts';

const running: (() => void)[] = [];
afterEach(() => {
  for (const stop of running.splice(0)) stop();
});

/** A stream server on loopback; each connection's Last-Event-ID is noted. */
const serve = async (onConnect: (response: ServerResponse, connection: number) => void) => {
  const cursors: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    cursors.push(request.headers['last-event-id'] as string | undefined);
    onConnect(response, cursors.length);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  running.push(
    () => server.closeAllConnections(),
    () => server.close(),
  );
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`, cursors };
};

const listen = (url: string) => {
  const heard: string[] = [];
  const close = openEventStream(
    url,
    {
      onOpen: () => heard.push('open'),
      onMessage: ({ event, data }) => heard.push(`${event} ${data}`),
      onLost: () => heard.push('lost'),
      onRefused: (status) => heard.push(`refused ${status}`),
    },
    new EventTarget(),
  );
  running.unshift(close);
  return heard;
};

test('a server that goes away and comes back is resumed from the last id, and never called lost', async () => {
  const { url, cursors } = await serve((response, connection) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write(`id: 4${connection}\nevent: alarm\ndata: ${connection}\n\n`);
    if (connection === 1) setTimeout(() => response.destroy(), 50);
  });
  const heard = listen(url);
  await vi.waitFor(() => expect(heard).toEqual(['open', 'alarm 1', 'open', 'alarm 2']), 3_000);
  expect(cursors).toEqual([undefined, '41']);
});

test('a server that falls silent is lost', async () => {
  const { url } = await serve((response) => {
    response.writeHead(200, { 'content-type': 'text/event-stream' });
    response.write('event: ping\ndata: {}\n\n');
  });
  const heard = listen(url);
  await vi.waitFor(() => expect(heard).toEqual(['open', 'ping {}']), 1_000);
  // Three seconds, and what a busy machine adds.
  await vi.waitFor(() => expect(heard).toContain('lost'), 6_000);
});

test('a server that does not answer at all is lost', async () => {
  const { url } = await serve((response) => {
    response.writeHead(503).end();
  });
  const heard = listen(url);
  await vi.waitFor(() => expect(heard).toEqual(['lost']), 3_000);
});

test('not signed in is said once, and not asked again', async () => {
  const { url, cursors } = await serve((response) => {
    response.writeHead(401).end();
  });
  const heard = listen(url);
  await vi.waitFor(() => expect(heard).toEqual(['refused 401']), 1_000);
  await new Promise((resolve) => setTimeout(resolve, 600));
  expect(cursors).toHaveLength(1);
});
