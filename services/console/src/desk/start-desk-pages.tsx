import type { i18n } from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createApiClient } from '../api/api-client.ts';
import { openEventStream } from '../api/event-stream.ts';
import { App } from '../components/app.tsx';
import { DeskContext, PageContext, type PageParts } from '../components/desk-context.tsx';
import { createSoundPlayer } from '../sound/sound-player.ts';
import { createDesk } from './create-desk.ts';

/** The operators' pages, and the technicians' alarms. */
export const startDeskPages = (parts: PageParts & { readonly root: HTMLElement; readonly words: i18n }): void => {
  const { root, words, settings, clock } = parts;
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
        <PageContext value={{ settings, clock }}>
          <DeskContext value={{ desk, clock, settings, sound: createSoundPlayer() }}>
            <App />
          </DeskContext>
        </PageContext>
      </I18nextProvider>
    </StrictMode>,
  );
};
