import { THEMES } from '../settings/settings.ts';
import { usePageParts, useSettings } from './desk-context.tsx';
import { useWords } from './use-words.ts';

export const ThemeChoice = () => {
  const { t } = useWords();
  const { settings } = usePageParts();
  const { theme } = useSettings();
  return (
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
  );
};
