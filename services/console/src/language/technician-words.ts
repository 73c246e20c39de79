import type { i18n } from 'i18next';
import en from './technician.en.json';
import nb from './technician.nb.json';
import nn from './technician.nn.json';
import testEn from './technician-test.en.json';
import testNb from './technician-test.nb.json';
import testNn from './technician-test.nn.json';

/** What only the technicians' pages say: it comes with them, so that the desk need not carry it. */
export const addTechnicianWords = (words: i18n): void => {
  words.addResourceBundle('nb', 'translation', { ...nb, ...testNb }, true);
  words.addResourceBundle('nn', 'translation', { ...nn, ...testNn }, true);
  words.addResourceBundle('en', 'translation', { ...en, ...testEn }, true);
};
