import type { AlarmView, MeView } from '@varde/contracts';
import { highestPriority, priorityOf, type SoundPriority } from './pulse-pattern.ts';

/** What has been heard of: see `DeskState`. */
export type Heard = { readonly seen: ReadonlyMap<string, number>; readonly recalled: ReadonlySet<string> };

const rings = (alarm: AlarmView, mine: boolean, heard: Heard): boolean => {
  const unseen = alarm.events > (heard.seen.get(alarm.id) ?? 0);
  switch (alarm.state) {
    case 'queued':
      return unseen;
    case 'offered':
      // What another is asked to take is theirs; only a red is everyone's until it is answered.
      return unseen && (mine || alarm.colour === 'red');
    case 'handling':
    case 'responding':
      if (mine) return heard.recalled.has(alarm.id);
      // Left by whoever had it: everyone's until somebody answers.
      return alarm.holderUnseenSince !== undefined && (unseen || alarm.colour === 'red');
    case 'shelved':
    case 'closed':
      return false;
  }
};

/** The pattern to sound now: the highest among all that rings. What is mine to take sounds whatever its colour. */
export const ringingPriority = (
  alarms: Iterable<AlarmView>,
  heard: Heard,
  of: { readonly me: MeView; readonly queue: AlarmView['queue'] },
): SoundPriority | undefined => {
  const found: (SoundPriority | undefined)[] = [];
  for (const alarm of alarms) {
    const mine = alarm.operator?.id === of.me.id;
    if (alarm.queue !== of.queue || !rings(alarm, mine, heard)) continue;
    found.push(priorityOf(alarm.colour) ?? (mine ? 'low' : undefined));
  }
  return highestPriority(found);
};
