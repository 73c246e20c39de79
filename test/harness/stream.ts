import { eventually } from './eventually.ts';

type StreamEvent = {
  readonly event: string;
  readonly id: string | null;
  readonly data: Record<string, unknown>;
  readonly receivedAt: number;
};

export type Stream = {
  readonly events: StreamEvent[];
  waitFor(event: string, matches: (data: Record<string, unknown>) => boolean, limit?: number): Promise<StreamEvent>;
  lastId(): string | null;
  close(): void;
};

const parseBlock = (block: string): StreamEvent | null => {
  const fields = new Map<string, string>();
  for (const line of block.split('\n')) {
    const colon = line.indexOf(':');
    if (colon > 0) fields.set(line.slice(0, colon), line.slice(colon + 1).trimStart());
  }
  const data = fields.get('data');
  if (data === undefined) return null;
  return {
    event: fields.get('event') ?? 'message',
    id: fields.get('id') ?? null,
    data: JSON.parse(data) as Record<string, unknown>,
    receivedAt: Date.now(),
  };
};

/** Reads `GET /api/stream` as any client would; resolves when the server has answered. */
export const openStream = async (api: string, token: string, lastEventId?: string): Promise<Stream> => {
  const stop = new AbortController();
  const response = await fetch(`${api}/api/stream`, {
    headers: {
      authorization: `Bearer ${token}`,
      accept: 'text/event-stream',
      ...(lastEventId === undefined ? {} : { 'last-event-id': lastEventId }),
    },
    signal: stop.signal,
  });
  if (response.status !== 200 || response.body === null) throw new Error(`the stream answered ${response.status}`);
  const events: StreamEvent[] = [];
  const read = async (body: ReadableStream<Uint8Array>): Promise<void> => {
    const decoder = new TextDecoder();
    let rest = '';
    for await (const chunk of body) {
      rest += decoder.decode(chunk, { stream: true });
      const blocks = rest.split('\n\n');
      rest = blocks.pop() ?? '';
      for (const block of blocks) {
        const event = parseBlock(block);
        if (event !== null) events.push(event);
      }
    }
  };
  read(response.body).catch(() => undefined);
  return {
    events,
    waitFor: (name, matches, limit) =>
      eventually(`stream event ${name}`, () => events.find((e) => e.event === name && matches(e.data)), limit),
    lastId: () => events.findLast((event) => event.id !== null)?.id ?? null,
    close: () => stop.abort(),
  };
};
