import { THEMES } from '../settings/settings.ts';
import { Button } from './button.tsx';
import { useDesk, useDeskParts, useMe, useSettings } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { useWords } from './use-words.ts';

const MENU = 'user-menu';

export const UserMenu = () => {
  const { t } = useWords();
  const desk = useDesk();
  const { settings, sound } = useDeskParts();
  const { theme, letterKeys } = useSettings();
  const { name } = useMe();
  return (
    <>
      <button type="button" className="quiet-button user" popoverTarget={MENU} aria-label={t('header.menu', { name })}>
        <span>{name}</span>
        <Icon name="chevron" />
      </button>
      <div id={MENU} popover="auto" className="menu">
        <fieldset>
          <legend>{t('menu.theme')}</legend>
          {THEMES.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name="theme"
                className="ds-input"
                checked={one === theme}
                onChange={() => settings.set({ theme: one })}
              />
              {t(`menu.${one}`)}
            </label>
          ))}
        </fieldset>
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
