import { useEffect } from 'react';
import { landsOnOwnPages, TECHNICIANS_HOME } from '../view/landing.ts';
import { useDeskState } from './desk-context.tsx';
import { DeskPage } from './desk-page.tsx';
import { SignInPage } from './sign-in-page.tsx';
import { SignOutButton } from './sign-out-button.tsx';
import { useWords } from './use-words.ts';

const Leaving = ({ to }: { readonly to: string }) => {
  useEffect(() => location.replace(to), [to]);
  return <main className="lone-page" aria-busy="true" />;
};

export const App = () => {
  const { t } = useWords();
  const session = useDeskState((state) => state.session);
  switch (session.kind) {
    case 'signed-in':
      return landsOnOwnPages(session.me.role, location.pathname) ? <Leaving to={TECHNICIANS_HOME} /> : <DeskPage />;
    case 'signed-out':
      return <SignInPage returnTo={location.pathname} />;
    case 'no-access':
      return (
        <main className="lone-page">
          <h1>{t('noAccess.title')}</h1>
          <p>{t('noAccess.text')}</p>
          <SignOutButton />
        </main>
      );
    case 'unreachable':
      return (
        <main className="lone-page" aria-live="polite">
          <h1>{t('unreachable.title')}</h1>
          <p>{t('unreachable.text')}</p>
        </main>
      );
    case 'loading':
      return <main className="lone-page" aria-busy="true" aria-label={t('loading')} />;
  }
};
