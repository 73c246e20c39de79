import type { Language } from '@varde/domain';
import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json';
import incidentEn from './incident.en.json';
import incidentNb from './incident.nb.json';
import incidentNn from './incident.nn.json';
import nb from './nb.json';
import nn from './nn.json';
import pageEn from './page.en.json';
import pageNb from './page.nb.json';
import pageNn from './page.nn.json';
import residentEn from './resident.en.json';
import residentNb from './resident.nb.json';
import residentNn from './resident.nn.json';
import type technicianNb from './technician.nb.json';
import type technicianTestNb from './technician-test.nb.json';

declare module 'i18next' {
  interface CustomTypeOptions {
    resources: {
      translation: typeof nb &
        typeof incidentNb &
        typeof pageNb &
        typeof residentNb &
        // Theirs come with their pages: `addTechnicianWords`.
        typeof technicianNb &
        typeof technicianTestNb;
    };
    returnNull: false;
  }
}

export const startLanguage = async (language: Language): Promise<i18n> => {
  const instance = createInstance();
  await instance.use(initReactI18next).init({
    lng: language,
    fallbackLng: 'nb',
    resources: {
      nb: { translation: { ...pageNb, ...nb, ...incidentNb, ...residentNb } },
      nn: { translation: { ...pageNn, ...nn, ...incidentNn, ...residentNn } },
      en: { translation: { ...pageEn, ...en, ...incidentEn, ...residentEn } },
    },
    // React escapes what it shows.
    interpolation: { escapeValue: false },
  });
  return instance;
};
