import '../styles/technician.css';
import type { i18n } from 'i18next';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { I18nextProvider } from 'react-i18next';
import { createAsk } from '../api/ask.ts';
import { PageContext, type PageParts } from '../components/desk-context.tsx';
import type { Clock } from '../desk/clock.ts';
import { addTechnicianWords } from '../language/technician-words.ts';
import { TECHNICIANS_HOME } from '../view/landing.ts';
import { createTechnician, OUTBOX } from './core/create-technician.ts';
import { keepPages } from './core/keep-pages.ts';
import { createKept, onKeptElsewhere } from './core/kept.ts';
import { createRouter } from './core/router.ts';
import { TechnicianContext } from './parts/technician-context.tsx';
import { TechnicianApp } from './technician-app.tsx';

/** The whole seconds of a Date header are half a second behind on average. */
const HALF_SECOND_MS = 500;

/** A phone's own clock may be wrong, and seconds count when a test is to be confirmed. */
const fetchAndSetClock =
  (clock: Clock): typeof fetch =>
  async (input, init) => {
    const response = await fetch(input, init);
    const said = Date.parse(response.headers.get('date') ?? '');
    if (!Number.isNaN(said)) clock.serverSaid(said + HALF_SECOND_MS);
    return response;
  };

/** The technicians' pages: on a phone in a hallway, and on a desk. */
export const startTechnicianPages = (parts: PageParts & { readonly root: HTMLElement; readonly words: i18n }): void => {
  const { root, words, settings, clock } = parts;
  addTechnicianWords(words);
  const technician = createTechnician({
    ask: createAsk(fetchAndSetClock(clock)),
    kept: createKept(localStorage),
    clock,
    after: (ms, run) => void setTimeout(run, ms),
    // Of this phone only, and made without `randomUUID`: a page without https has none.
    newId: () => crypto.getRandomValues(new Uint32Array(4)).join('-'),
  });
  onKeptElsewhere(window, OUTBOX, technician.readOutbox);
  window.addEventListener('online', technician.wake);
  technician.start();
  createRoot(root).render(
    <StrictMode>
      <I18nextProvider i18n={words}>
        <PageContext value={{ settings, clock }}>
          <TechnicianContext value={{ technician, router: createRouter(window) }}>
            <TechnicianApp />
          </TechnicianContext>
        </PageContext>
      </I18nextProvider>
    </StrictMode>,
  );
  // A browser that will not keep them opens them all the same.
  void keepPages(navigator, TECHNICIANS_HOME).catch(() => undefined);
};
