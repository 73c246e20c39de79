import type { AlarmView, MeView } from '@varde/contracts';
import { eventKind } from '@varde/domain';
import { highestPriority, priorityOf, type SoundPriority } from './pulse-pattern.ts';

/** Handled, and yet it must be heard: something more came to an alarm I have, red or from a person who asks. */
const ringsAgain = (alarm: AlarmView): boolean =>
  alarm.colour === 'red' || eventKind(alarm.kind)?.personInitiated === true;

const rings = (alarm: AlarmView, me: MeView): boolean => {
  const mine = alarm.operator?.id === me.id;
  if (alarm.state === 'queued') return true;
  // What another is asked to take is theirs; only a red is everyone's until it is answered.
  if (alarm.state === 'offered') return mine || alarm.colour === 'red';
  return mine && (alarm.state === 'handling' || alarm.state === 'responding') && ringsAgain(alarm);
};

/** Offered to me it always sounds, whatever its colour: the next one is mine to take. */
const soundOf = (alarm: AlarmView, me: MeView): SoundPriority | undefined =>
  priorityOf(alarm.colour) ?? (alarm.state === 'offered' && alarm.operator?.id === me.id ? 'low' : undefined);

/** The pattern to sound now: the highest among what rings and has not been seen with all its events. */
export const ringingPriority = (
  alarms: Iterable<AlarmView>,
  seen: ReadonlyMap<string, number>,
  of: { readonly me: MeView; readonly queue: AlarmView['queue'] },
): SoundPriority | undefined => {
  const found: (SoundPriority | undefined)[] = [];
  for (const alarm of alarms) {
    if (alarm.queue !== of.queue || !rings(alarm, of.me)) continue;
    if (alarm.events > (seen.get(alarm.id) ?? 0)) found.push(soundOf(alarm, of.me));
  }
  return highestPriority(found);
};
