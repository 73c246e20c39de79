import { isSilent, joinListening, type Listening, seconds } from '@varde/domain';
import { loadHeardAgain, loadListening, loadSilencePage, type NewEvent, storeEvents } from '@varde/postgres';
import type { TriageEvents } from '../triage-events.ts';
import { silenceEvent } from './silence-event.ts';
import { LISTENING_MEMORY } from './watch-outages.ts';
import type { Look, Watching } from './watching.ts';

/** Blocks of the table looked at in one go, some sixty devices each. A million are seen in two minutes. */
const PAGE = 32;
/** A small registry is not looked through again before so long. */
const ROUND = seconds(5);
/** Contacts are written so soon after they were heard: what is younger may not be there yet. */
const UNWRITTEN = seconds(5);
/** Decided together, as the sweep does. */
const DECIDED = 200;
const HEARD = 500;

export type SilenceWatching = Watching & { readonly triageEvents: TriageEvents };

/** Up to what must have been written by now. */
const writtenUntil = (listening: readonly Listening[]): readonly Listening[] =>
  listening.flatMap((stretch, index) => {
    const until = index === listening.length - 1 ? stretch.until - UNWRITTEN : stretch.until;
    return until > stretch.since ? [{ since: stretch.since, until }] : [];
  });

/**
 * Looks through the devices, a page at each look, for those that have been silent past their limit; and for those of
 * the silent that were heard again. Both become events of the device, decided by triage like all else.
 */
export const createSilenceWatch = ({ db, now, triageEvents }: SilenceWatching, blocks = PAGE): Look => {
  let from: number | null = null;
  let roundBegan = 0;
  let listening: readonly Listening[] = [];

  const say = async (events: readonly NewEvent[]): Promise<void> => {
    for (let from = 0; from < events.length; from += DECIDED) {
      const stored = await storeEvents(db, events.slice(from, from + DECIDED));
      if (stored.length > 0) await triageEvents(stored.map(({ id }) => id));
    }
  };

  const beginRound = async (): Promise<void> => {
    roundBegan = now();
    listening = writtenUntil(joinListening(await loadListening(db, now() - LISTENING_MEMORY)));
    const heard = await loadHeardAgain(db, HEARD);
    await say(heard.map((device) => silenceEvent('device-heard', device, now())));
  };

  return async () => {
    if (from === null && now() - roundBegan < ROUND) return;
    if (from === null) await beginRound();
    const until = listening.at(-1)?.until;
    if (until === undefined) return;
    const page = await loadSilencePage(db, from ?? 0, blocks, until);
    const silent = page.candidates.filter((candidate) => isSilent(candidate, listening));
    await say(silent.map((device) => silenceEvent('device-silent', device, now())));
    from = page.next;
  };
};
