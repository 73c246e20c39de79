import type { ReactNode } from 'react';
import { SignInPage } from '../components/sign-in-page.tsx';
import { useWords } from '../components/use-words.ts';
import { type Route, screenOf } from './core/route.ts';
import { DevicePage } from './device/device-page.tsx';
import { FindPage } from './find/find-page.tsx';
import { ResidentPage } from './find/resident-page.tsx';
import { InstallPage } from './install/install-page.tsx';
import { Frame } from './parts/frame.tsx';
import { Go } from './parts/go.tsx';
import { Screen } from './parts/screen.tsx';
import { useRoute, useTechnicianState } from './parts/technician-context.tsx';
import { TestPage } from './test/test-page.tsx';
import { WorkPage } from './work/work-page.tsx';

const UnknownPage = () => {
  const { t } = useWords();
  return (
    <Screen title={t('tech.unknown')}>
      <p>{t('tech.unknownText')}</p>
      <Go to={{ page: 'work' }} className="ds-button" data-variant="primary">
        {t('tech.toWork')}
      </Go>
    </Screen>
  );
};

const pageOf = (route: Route): ReactNode => {
  switch (route.page) {
    case 'work':
      return <WorkPage filter={route} />;
    case 'find':
      return <FindPage words={route.words ?? ''} scan={route.scan === true} />;
    case 'resident':
      return <ResidentPage id={route.id} />;
    case 'device':
      return <DevicePage id={route.id} />;
    case 'install':
      return <InstallPage id={route.id} question={route.question} />;
    case 'test':
      return <TestPage id={route.id} />;
    case 'unknown':
      return <UnknownPage />;
  }
};

const Lone = (props: { readonly title: string; readonly text: string; readonly children?: ReactNode }) => (
  <main className="lone-page" aria-live="polite">
    <h1>{props.title}</h1>
    <p>{props.text}</p>
    {props.children}
  </main>
);

export const TechnicianApp = () => {
  const { t } = useWords();
  const session = useTechnicianState((state) => state.session.kind);
  const route = useRoute();
  switch (session) {
    case 'signed-in':
      return (
        <Frame>
          {/* Another screen is another page: what was typed in the last one does not follow. */}
          <div className="tech-page" key={screenOf(route)}>
            {pageOf(route)}
          </div>
        </Frame>
      );
    case 'signed-out':
      return <SignInPage returnTo={`${location.pathname}${location.search}`} />;
    case 'no-access':
      return (
        <Lone title={t('tech.noAccess')} text={t('tech.noAccessText')}>
          <a className="ds-button" href="/">
            {t('tech.toAlarms')}
          </a>
        </Lone>
      );
    case 'unreachable':
      return <Lone title={t('unreachable.title')} text={t('unreachable.text')} />;
    case 'loading':
      return <main className="lone-page" aria-busy="true" aria-label={t('tech.loading')} />;
  }
};
