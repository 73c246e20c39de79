import '@fontsource-variable/inter/wght.css';
import './styles/main.css';
import { startClock } from './desk/clock.ts';
import { startLanguage } from './language/language.ts';
import { openSettings } from './settings/settings.ts';
import { isOfTechnicians } from './view/landing.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');

const settings = openSettings(localStorage, document.documentElement);
const words = await startLanguage(settings.get().language);
settings.subscribe(() => void words.changeLanguage(settings.get().language));

const parts = { root, words, settings, clock: startClock(Date.now) };
// Each loads its own: the desk carries nothing of the phone's pages, nor they of the desk.
if (isOfTechnicians(location.pathname)) {
  const { startTechnicianPages } = await import('./technician/start-technician-pages.tsx');
  startTechnicianPages(parts);
} else {
  const { startDeskPages } = await import('./desk/start-desk-pages.tsx');
  startDeskPages(parts);
}
