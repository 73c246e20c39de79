/** One event of the stream without its id: the same text serves every client that gets it. */
export type Frame = {
  readonly municipalityId: string;
  /** Set where one person only gets it. */
  readonly staffId: string | null;
  readonly text: string;
};

export const eventText = (event: string, data: unknown): string => `event: ${event}\ndata: ${JSON.stringify(data)}\n\n`;

export const withId = (id: string, text: string): string => `id: ${id}\n${text}`;

/** One person of one municipality. */
export type Viewer = { readonly municipalityId: string; readonly id: string };

const isFor = (who: Viewer, { municipalityId, staffId }: Frame): boolean =>
  municipalityId === who.municipalityId && (staffId === null || staffId === who.id);

/**
 * Only its last event carries the cursor behind the batch: whoever loses the connection in the middle comes back with
 * the cursor before it, and gets the batch again.
 */
const batchText = (frames: readonly Frame[], from: string, to: string): string =>
  frames.map(({ text }, index) => withId(index === frames.length - 1 ? to : from, text)).join('');

/**
 * A batch as each client gets it. Most get the same, so it is put together once for them: with hundreds of consoles
 * that is most of the work. Empty where there is nothing for them in it.
 */
export const createBatch = (frames: readonly Frame[], from: string, to: string): ((who: Viewer) => Buffer) => {
  const addressed = new Set(frames.map(({ staffId }) => staffId));
  const made = new Map<string, Buffer>();
  return (who) => {
    const key = addressed.has(who.id) ? `${who.municipalityId}/${who.id}` : who.municipalityId;
    const known = made.get(key);
    if (known !== undefined) return known;
    const mine = frames.filter((frame) => isFor(who, frame));
    const bytes = Buffer.from(batchText(mine, from, to));
    made.set(key, bytes);
    return bytes;
  };
};
