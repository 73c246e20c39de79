import { LANGUAGES } from '@varde/domain';
import { usePageParts, useSettings } from './desk-context.tsx';
import { useWords } from './use-words.ts';

export const LanguageSwitch = () => {
  const { t } = useWords();
  const { settings } = usePageParts();
  const { language } = useSettings();
  return (
    <fieldset className="segments" aria-label={t('header.language')}>
      {LANGUAGES.map((one) => (
        <button
          key={one}
          type="button"
          lang={one}
          aria-label={`${one.toUpperCase()} ${t(`language.${one}`)}`}
          aria-pressed={one === language}
          onClick={() => settings.set({ language: one })}
        >
          {one.toUpperCase()}
        </button>
      ))}
    </fieldset>
  );
};
