/** One event of the stream without its id: the same text serves every client that gets it. */
export type Frame = {
  readonly municipalityId: string;
  /** Set where one person only gets it. */
  readonly staffId: string | null;
  readonly text: string;
};

export const eventText = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export const withId = (id: string, text: string): string => `id: ${id}\n${text}`;

/**
 * A batch as one client gets it. Only its last event carries the cursor behind the batch: whoever loses the
 * connection in the middle comes back with the cursor before it, and gets the batch again.
 */
export const batchText = (frames: readonly Frame[], from: string, to: string): string =>
  frames.map(({ text }, index) => withId(index === frames.length - 1 ? to : from, text)).join('');
