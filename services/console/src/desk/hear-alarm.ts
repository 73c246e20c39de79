import type { AlarmView } from '@varde/contracts';
import { withAlarm } from './alarm-book.ts';
import { type DeskState, isOfferedToMe, layOpen } from './desk-state.ts';

/**
 * What an alarm that is heard of changes on the desk: nothing when it is old news; a closed one leaves the desk;
 * one that is offered to me is laid open where nothing else lies there, and still rings until a person acts.
 */
export const hearAlarm = (state: DeskState, alarm: AlarmView): Partial<DeskState> => {
  const alarms = withAlarm(state.alarms, alarm);
  if (alarms === state.alarms) return {};
  if (alarm.state === 'closed' && alarm.id === state.selectedId) return { alarms, ...layOpen(state, undefined) };
  const opens = state.selectedId === undefined && isOfferedToMe(alarm, state);
  return opens ? { alarms, ...layOpen(state, alarm.id) } : { alarms };
};

/** A handled alarm came again: it calls whoever has it, unless they have seen that already and the stream repeats. */
export const recallAlarm = ({ recalled, seen }: DeskState, alarm: AlarmView): Partial<DeskState> =>
  isHandled(alarm) && alarm.events > (seen.get(alarm.id) ?? 0) ? { recalled: new Set(recalled).add(alarm.id) } : {};

const isHandled = ({ state }: AlarmView): boolean => state === 'handling' || state === 'responding';

/** It chatters: what does not ring already does not begin to. To be asked before it is heard of. */
export const isQuietNow = ({ alarms, seen }: DeskState, { id }: AlarmView): boolean => {
  const known = alarms.get(id);
  return known === undefined || known.events <= (seen.get(id) ?? 0);
};

/** A person has these before them, with all that has come so far: they ring no more. */
export const seeAlarms = (state: DeskState, ids: Iterable<string>): Partial<DeskState> => {
  const seen = new Map(state.seen);
  const recalled = new Set(state.recalled);
  for (const id of ids) {
    seen.set(id, state.alarms.get(id)?.events ?? 0);
    recalled.delete(id);
  }
  return { seen, recalled };
};
