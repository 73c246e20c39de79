import type { Entry } from './entry.ts';

/** What waits to be sent, in the order it was done. */
export type Outbox = readonly Entry[];

/** The next of mine that may go: nothing goes past what was refused of the same thing. */
export const nextToSend = (outbox: Outbox, by: string): Entry | undefined => {
  const held = new Set<string>();
  for (const entry of outbox) {
    if (entry.by !== by) continue;
    if (entry.refused !== undefined) held.add(entry.subject);
    else if (!held.has(entry.subject)) return entry;
  }
  return undefined;
};

const change = (outbox: Outbox, id: string, to: (entry: Entry) => Entry): Outbox =>
  outbox.map((entry) => (entry.id === id ? to(entry) : entry));

export const markSent = (outbox: Outbox, id: string): Outbox =>
  change(outbox, id, (entry) => ({ ...entry, sends: entry.sends + 1 }));

/** Done: what follows about the same device has seen it as this left it. */
export const markDone = (outbox: Outbox, id: string, version: number | undefined): Outbox => {
  const done = outbox.find((entry) => entry.id === id);
  return outbox
    .filter((entry) => entry.id !== id)
    .map((entry) =>
      entry.subject === done?.subject && entry.version !== undefined && version !== undefined
        ? { ...entry, version }
        : entry,
    );
};

export const markRefused = (outbox: Outbox, id: string, refused: NonNullable<Entry['refused']>): Outbox =>
  change(outbox, id, (entry) => ({ ...entry, refused }));

/** Once more, by a person who has seen how the device is now. */
export const sendAgain = (outbox: Outbox, id: string, version: number | undefined): Outbox =>
  change(outbox, id, ({ refused: _, ...entry }) => ({ ...entry, ...(version === undefined ? {} : { version }) }));

export const discard = (outbox: Outbox, id: string): Outbox => outbox.filter((entry) => entry.id !== id);

export const entriesOf = (outbox: Outbox, by: string): Outbox => outbox.filter((entry) => entry.by === by);
export const waitingFor = (outbox: Outbox, subject: string): Outbox =>
  outbox.filter((entry) => entry.subject === subject && entry.refused === undefined);
