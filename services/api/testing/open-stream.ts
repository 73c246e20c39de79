import { once } from 'node:events';
import { get, type IncomingMessage } from 'node:http';

export type StreamEvent = { readonly id: string; readonly event: string; readonly data: Record<string, unknown> };

export type TestStream = {
  readonly status: number;
  readonly events: readonly StreamEvent[];
  /** The first event from now or before that fits; rejects after five seconds. */
  until(fits: (event: StreamEvent) => boolean): Promise<StreamEvent>;
  readonly ended: Promise<void>;
  readonly socket: IncomingMessage;
  close(): void;
};

const LIMIT = 5_000;

const parse = (block: string): StreamEvent | null => {
  const fields = new Map(
    block.split('\n').map((line) => [line.slice(0, line.indexOf(':')), line.slice(line.indexOf(':') + 2)] as const),
  );
  const [event, data] = [fields.get('event'), fields.get('data')];
  return event === undefined || data === undefined
    ? null
    : { id: fields.get('id') ?? '', event, data: JSON.parse(data) };
};

/** A client of the stream on a real socket. */
export const openStream = async (url: string, token: string, lastEventId?: string): Promise<TestStream> => {
  const headers = {
    authorization: `Bearer ${token}`,
    ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
  };
  const [socket] = (await once(get(`${url}/api/stream`, { headers }), 'response')) as [IncomingMessage];
  const events: StreamEvent[] = [];
  const waiting = new Set<() => void>();
  let rest = '';
  socket.setEncoding('utf8').on('data', (text: string) => {
    const blocks = (rest + text).split('\n\n');
    rest = blocks.pop() ?? '';
    events.push(...blocks.flatMap((block) => parse(block) ?? []));
    for (const look of waiting) look();
  });
  const ended = new Promise<void>((resolve) => {
    socket.on('close', resolve);
  });
  return {
    status: socket.statusCode ?? 0,
    events,
    until: (fits) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => {
          waiting.delete(look);
          reject(new Error(`not on the stream: ${events.map(({ event }) => event).join(' ')}`));
        }, LIMIT);
        const look = (): void => {
          const found = events.find(fits);
          if (found === undefined) return;
          clearTimeout(timer);
          waiting.delete(look);
          resolve(found);
        };
        waiting.add(look);
        look();
      }),
    ended,
    socket,
    close: () => socket.destroy(),
  };
};
