import type { AlarmView } from '@varde/contracts';
import { useMemo } from 'react';
import { isOfferedToMe, selectedAlarm } from '../desk/desk-state.ts';
import { allowedCommands, type CommandName } from '../view/allowed-commands.ts';
import { useDesk, useDeskState, useMe, useSecond } from './desk-context.tsx';

export const NOTE_FIELD = 'note-text';

/** What is offered to me; one at a time. */
export const useOffer = (): AlarmView | undefined =>
  useDeskState((state) => [...state.alarms.values()].find((alarm) => isOfferedToMe(alarm, state)));

export const useSelected = (): AlarmView | undefined => useDeskState(selectedAlarm);

export const useAllowed = (alarm: AlarmView | undefined): ReadonlySet<CommandName> => {
  const me = useMe();
  const now = useSecond();
  // What is allowed hardly changes with the clock; a minute is fine enough, and keeps the buttons still.
  const minute = Math.floor(now / 60_000) * 60_000;
  return useMemo(() => (alarm === undefined ? new Set() : allowedCommands(alarm, me, minute)), [alarm, me, minute]);
};

/** Does a command, or opens what must be asked first. */
export const useRunCommand = (): ((name: CommandName, alarm: AlarmView) => void) => {
  const desk = useDesk();
  return (name, alarm) => {
    switch (name) {
      case 'answer':
      case 'release':
        return void desk.command(alarm, { path: name });
      case 'contact':
      case 'no-contact':
        return void desk.command(alarm, { path: 'contact', body: { made: name === 'contact' } });
      case 'note':
        return document.getElementById(NOTE_FIELD)?.focus();
      case 'respond':
      case 'colour':
      case 'shelve':
      case 'close':
        return desk.openDialog(name);
    }
  };
};
