import type { Language } from '@varde/domain';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import nb from './nb.json';
import nn from './nn.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: { translation: typeof nb };
    returnNull: false;
  }
}

export const startLanguage = async (language: Language): Promise<i18n> => {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nb',
    resources: { nb: { translation: nb }, nn: { translation: nn }, en: { translation: en } },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return instance;
};
