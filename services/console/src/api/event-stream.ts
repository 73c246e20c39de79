import { createParser, type EventSourceMessage } from 'eventsource-parser';

/** The server says something every two seconds; silent for longer than this, the connection is lost. */
const SILENCE_MS = 3_000;
/** A stream that ends (a server restarting) is back at once more often than not: say "lost" only after this. */
const ENDED_GRACE_MS = 800;
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 3_000;

type StreamMessage = { readonly event: string; readonly data: string };

export type EventStreamHandlers = {
  onOpen(): void;
  onMessage(message: StreamMessage): void;
  onLost(): void;
  /** 401 or 403: asking again will not help. */
  onRefused(status: number): void;
};

/** Until the time is over, the browser says that it is online again, or it is all over. */
const wait = (ms: number, wake: EventTarget, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const done = () => {
      clearTimeout(timer);
      wake.removeEventListener('online', done);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    wake.addEventListener('online', done, { once: true });
    signal.addEventListener('abort', done, { once: true });
  });

/**
 * `EventSource`, but with a watch on silence: a frozen server or a pulled cable says nothing at all, and the
 * browser's own would wait for minutes. Resumes with Last-Event-ID. Returns a function that ends it.
 */
export const openEventStream = (
  url: string,
  handlers: EventStreamHandlers,
  wake: EventTarget = window,
): (() => void) => {
  const ended = new AbortController();
  let lastId: string | undefined;
  let lostTimer: ReturnType<typeof setTimeout> | undefined;
  let waitMs = FIRST_WAIT_MS;

  const read = (message: EventSourceMessage) => {
    if (message.id !== undefined) lastId = message.id;
    handlers.onMessage({ event: message.event ?? 'message', data: message.data });
  };

  const lostSoon = (ms: number) => {
    lostTimer ??= setTimeout(handlers.onLost, ms);
  };
  const heard = () => {
    clearTimeout(lostTimer);
    lostTimer = undefined;
  };

  const connect = async (): Promise<'again' | { readonly refused: number }> => {
    const attempt = new AbortController();
    const signal = AbortSignal.any([attempt.signal, ended.signal]);
    let silence = setTimeout(() => attempt.abort(), SILENCE_MS);
    const stillThere = () => {
      clearTimeout(silence);
      silence = setTimeout(() => {
        lostSoon(0);
        attempt.abort();
      }, SILENCE_MS);
    };
    try {
      const headers = { accept: 'text/event-stream', ...(lastId === undefined ? {} : { 'last-event-id': lastId }) };
      const response = await fetch(url, { headers, credentials: 'same-origin', cache: 'no-store', signal });
      if (response.status === 401 || response.status === 403) return { refused: response.status };
      if (!response.ok || response.body === null) return 'again';
      const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
      heard();
      stillThere();
      waitMs = FIRST_WAIT_MS;
      handlers.onOpen();
      const parser = createParser({ onEvent: read });
      for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
        stillThere();
        parser.feed(chunk.value);
      }
      return 'again';
    } catch {
      return 'again';
    } finally {
      clearTimeout(silence);
      attempt.abort();
    }
  };

  const run = async (): Promise<void> => {
    while (!ended.signal.aborted) {
      const outcome = await connect();
      if (outcome !== 'again') {
        heard();
        handlers.onRefused(outcome.refused);
        return;
      }
      if (ended.signal.aborted) break;
      lostSoon(ENDED_GRACE_MS);
      await wait(waitMs, wake, ended.signal);
      waitMs = Math.min(waitMs * 2, LONGEST_WAIT_MS);
    }
    heard();
  };
  void run();

  return () => ended.abort();
};
