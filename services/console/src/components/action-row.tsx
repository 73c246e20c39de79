import type { AlarmView } from '@varde/contracts';
import { type CommandName, loudCommand } from '../view/allowed-commands.ts';
import { KEYS } from '../view/keys.ts';
import { Button } from './button.tsx';
import { KeyCap } from './key-cap.tsx';
import { useAllowed, useOffer, useRunCommand } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

const FIRST: readonly CommandName[] = ['answer', 'contact', 'no-contact', 'respond', 'note'];
const LAST: readonly CommandName[] = ['colour', 'shelve', 'release', 'close'];

/** What I may do now; one button is filled, the rest are outlines. */
export const ActionRow = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const allowed = useAllowed(alarm);
  const offer = useOffer();
  const run = useRunCommand();
  const loud = offer === undefined ? loudCommand(alarm, allowed) : undefined;

  const button = (name: CommandName) => {
    // The offer above has its own button, and the key S is its.
    if (!allowed.has(name) || (name === 'answer' && offer?.id === alarm.id)) return null;
    const beside = name === 'answer' && offer !== undefined;
    const pressed = name === 'contact' ? alarm.contact === true : alarm.contact === false;
    const isContact = name === 'contact' || name === 'no-contact';
    return (
      <Button
        key={name}
        variant={loud === name ? 'primary' : 'secondary'}
        data-color={loud === name ? 'accent' : 'neutral'}
        aria-keyshortcuts={beside ? undefined : KEYS[name][0].toUpperCase()}
        {...(isContact ? { 'aria-pressed': pressed } : {})}
        onClick={() => run(name, alarm)}
      >
        {t(beside ? 'action.answerThis' : `action.${name}`)} {!beside && <KeyCap command={name} />}
      </Button>
    );
  };

  return (
    <div className="action-row">
      <div>{FIRST.map(button)}</div>
      <div>{LAST.map(button)}</div>
    </div>
  );
};
