import { Button } from './button.tsx';
import { useDesk, useDeskParts, useMe, useSettings } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { ThemeChoice } from './theme-choice.tsx';
import { useWords } from './use-words.ts';

const MENU = 'user-menu';

export const UserMenu = () => {
  const { t } = useWords();
  const desk = useDesk();
  const { settings, sound } = useDeskParts();
  const { letterKeys } = useSettings();
  const { name } = useMe();
  return (
    <>
      <button type="button" className="quiet-button user" popoverTarget={MENU} aria-label={t('header.menu', { name })}>
        <span>{name}</span>
        <Icon name="chevron" />
      </button>
      <div id={MENU} popover="auto" className="menu">
        <ThemeChoice />
        <label>
          <input
            type="checkbox"
            className="ds-input"
            checked={letterKeys}
            onChange={(event) => settings.set({ letterKeys: event.target.checked })}
          />
          {t('menu.letterKeys')}
        </label>
        <Button variant="secondary" data-color="neutral" onClick={sound.test}>
          {t('sound.test')}
        </Button>
        <Button
          variant="secondary"
          data-color="neutral"
          popoverTarget={MENU}
          popoverTargetAction="hide"
          onClick={() => desk.openDialog('keys')}
        >
          {t('keys.title')}
        </Button>
        <SignOutButton />
      </div>
    </>
  );
};
