import { useEffect, useEffectEvent } from 'react';
import { commandForKey, type KeyCommand, type KeyPlace } from '../view/keys.ts';
import { useDesk, useDeskState, useSettings } from './desk-context.tsx';
import { isTextField } from './is-text-field.ts';
import { useAllowed, useOffer, useRunCommand, useSelected } from './use-alarm-commands.ts';

const placeOf = (target: EventTarget | null): KeyPlace => {
  if (!(target instanceof Element)) return 'page';
  if (isTextField(target)) return 'text';
  if (target.closest('[data-alarm-row]') !== null) return 'list';
  return target.matches('button, a[href], input, summary') ? 'control' : 'page';
};

/** Rows as they stand on the page, held order and all. */
const rowBeside = (selectedId: string | undefined, step: 1 | -1): HTMLElement | undefined => {
  const rows = [...document.querySelectorAll<HTMLElement>('[data-alarm-row]')];
  const at = rows.findIndex((row) => row.dataset['alarmRow'] === selectedId);
  if (at === -1) return step === 1 ? rows[0] : rows.at(-1);
  return rows[Math.min(Math.max(at + step, 0), rows.length - 1)];
};

/** The whole desk by keyboard alone. Dialogs have their own keys, and the page is silent under them. */
export const useKeyboard = (): void => {
  const desk = useDesk();
  const { letterKeys } = useSettings();
  const selected = useSelected();
  const offer = useOffer();
  const allowed = useAllowed(selected);
  const runCommand = useRunCommand();
  const dialog = useDeskState((state) => state.dialog);
  const trouble = useDeskState((state) => state.trouble);

  const move = (step: 1 | -1) => {
    const row = rowBeside(selected?.id, step);
    if (row === undefined) return;
    row.focus();
    desk.select(row.dataset['alarmRow']);
  };

  const back = () => {
    if (trouble !== undefined) return desk.dismissTrouble();
    if (document.activeElement instanceof HTMLElement && document.activeElement !== document.body) {
      return document.activeElement.blur();
    }
    desk.select(undefined);
  };

  const run = (command: KeyCommand) => {
    switch (command) {
      case 'next':
        return void desk.takeNext();
      case 'up':
        return move(-1);
      case 'down':
        return move(1);
      case 'mute':
        return desk.mute();
      case 'keys':
        return desk.openDialog('keys');
      case 'escape':
        return back();
      case 'answer': {
        const target = offer ?? (allowed.has('answer') ? selected : undefined);
        return target === undefined ? undefined : runCommand('answer', target);
      }
      default:
        return selected !== undefined && allowed.has(command) ? runCommand(command, selected) : undefined;
    }
  };

  const onKeyDown = useEffectEvent((event: KeyboardEvent) => {
    if (dialog !== undefined || event.repeat || document.querySelector(':popover-open') !== null) return;
    const command = commandForKey(event, placeOf(event.target), letterKeys);
    if (command === undefined) return;
    event.preventDefault();
    run(command);
  });

  /** After a click the key presses are the page's again: the space bar must take the next, not press the button. */
  const onClick = useEffectEvent((event: MouseEvent) => {
    const pressed = document.activeElement;
    const byPointer = event.detail > 0;
    if (byPointer && pressed instanceof HTMLButtonElement && pressed.closest('form, dialog, [popover]') === null) {
      pressed.blur();
    }
  });

  useEffect(() => {
    document.addEventListener('keydown', onKeyDown);
    document.addEventListener('click', onClick);
    return () => {
      document.removeEventListener('keydown', onKeyDown);
      document.removeEventListener('click', onClick);
    };
  }, []);
};
