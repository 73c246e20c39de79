import '@fontsource-variable/inter/wght.css';
import './styles/main.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createApiClient } from './api/api-client.ts';
import { openEventStream } from './api/event-stream.ts';
import { App } from './components/app.tsx';
import { DeskContext } from './components/desk-context.tsx';
import { startClock } from './desk/clock.ts';
import { createDesk } from './desk/create-desk.ts';
import { startLanguage } from './language/language.ts';
import { openSettings } from './settings/settings.ts';
import { createSoundPlayer } from './sound/sound-player.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('The page has no #root');

const settings = openSettings(localStorage, document.documentElement);
const words = await startLanguage(settings.get().language);
settings.subscribe(() => void words.changeLanguage(settings.get().language));

const clock = startClock(Date.now);
const desk = createDesk({
  api: createApiClient((input, init) => fetch(input, init)),
  openStream: openEventStream,
  clock,
  after: (ms, run) => void setTimeout(run, ms),
});
desk.start();

createRoot(root).render(
  <StrictMode>
    <I18nextProvider i18n={words}>
      <DeskContext value={{ desk, clock, settings, sound: createSoundPlayer() }}>
        <App />
      </DeskContext>
    </I18nextProvider>
  </StrictMode>,
);
