import { LANGUAGES, type Language } from '@varde/domain';
import { createStore, type Store } from '../desk/store.ts';

export const THEMES = ['auto', 'light', 'dark', 'contrast'] as const;
type Theme = (typeof THEMES)[number];

/** What one person at one desk has chosen; kept in the browser, nothing of it is about alarms. */
export type Settings = {
  readonly language: Language;
  readonly theme: Theme;
  readonly sound: boolean;
  /** Single-letter keys; WCAG 2.1.4 wants them possible to turn off. */
  readonly letterKeys: boolean;
};

const KEPT_UNDER = 'varde.settings';
const DEFAULTS: Settings = { language: 'nb', theme: 'auto', sound: true, letterKeys: true };

const among = <T extends string>(known: readonly T[], value: unknown, otherwise: T): T =>
  known.find((one) => one === value) ?? otherwise;

export const readSettings = (kept: string | null): Settings => {
  try {
    const found: unknown = JSON.parse(kept ?? '{}');
    if (typeof found !== 'object' || found === null) return DEFAULTS;
    const value = found as Record<string, unknown>;
    return {
      language: among(LANGUAGES, value['language'], DEFAULTS.language),
      theme: among(THEMES, value['theme'], DEFAULTS.theme),
      sound: value['sound'] !== false,
      letterKeys: value['letterKeys'] !== false,
    };
  } catch {
    return DEFAULTS;
  }
};

const applyToPage = (settings: Settings, page: HTMLElement): void => {
  page.lang = settings.language;
  page.dataset['colorScheme'] = settings.theme === 'contrast' ? 'auto' : settings.theme;
  page.dataset['contrast'] = settings.theme === 'contrast' ? 'more' : 'auto';
};

export const openSettings = (storage: Storage, page: HTMLElement): Store<Settings> => {
  const store = createStore(readSettings(storage.getItem(KEPT_UNDER)));
  applyToPage(store.get(), page);
  store.subscribe(() => {
    storage.setItem(KEPT_UNDER, JSON.stringify(store.get()));
    applyToPage(store.get(), page);
  });
  return store;
};
