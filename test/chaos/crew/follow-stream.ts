import { setTimeout as sleep } from 'node:timers/promises';

/** The server says something every two seconds; silent for longer than this, the stream is lost. */
const SILENCE = 4_000;
const AGAIN_AFTER = 250;

export type StreamFrame = { readonly event: string; readonly data: string; readonly at: number };

const fieldOf = (block: string, name: string): string | undefined =>
  block
    .split('\n')
    .find((line) => line.startsWith(`${name}:`))
    ?.slice(name.length + 1)
    .trimStart();

/** Reads `GET /api/stream` for ever as the console does: resumes where it was, and takes silence for a loss. */
export const followStream = async (
  url: string,
  token: string,
  onFrame: (frame: StreamFrame) => void,
  signal: AbortSignal,
): Promise<void> => {
  let lastId: string | undefined;

  const read = async (): Promise<void> => {
    const lost = new AbortController();
    let silence = setTimeout(() => lost.abort(), SILENCE);
    try {
      const response = await fetch(`${url}/api/stream`, {
        headers: {
          authorization: `Bearer ${token}`,
          accept: 'text/event-stream',
          ...(lastId === undefined ? {} : { 'last-event-id': lastId }),
        },
        signal: AbortSignal.any([signal, lost.signal]),
      });
      if (!response.ok || response.body === null) throw new Error(`the stream answered ${response.status}`);
      const decoder = new TextDecoder();
      let rest = '';
      for await (const chunk of response.body) {
        const at = Date.now();
        clearTimeout(silence);
        silence = setTimeout(() => lost.abort(), SILENCE);
        const blocks = (rest + decoder.decode(chunk, { stream: true })).split('\n\n');
        rest = blocks.pop() ?? '';
        for (const block of blocks) {
          lastId = fieldOf(block, 'id') ?? lastId;
          const data = fieldOf(block, 'data');
          if (data !== undefined) onFrame({ event: fieldOf(block, 'event') ?? 'message', data, at });
        }
      }
    } finally {
      clearTimeout(silence);
    }
  };

  while (!signal.aborted) {
    await read().catch(() => undefined);
    await sleep(AGAIN_AFTER, undefined, { signal }).catch(() => undefined);
  }
};
