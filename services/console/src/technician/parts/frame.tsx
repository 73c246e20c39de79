import type { ReactNode } from 'react';
import { Brand } from '../../components/brand.tsx';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { useWords } from '../../components/use-words.ts';
import { ALARMS } from '../../view/landing.ts';
import type { Route } from '../core/route.ts';
import { ContactBar, OutboxBar } from './bars.tsx';
import { Go } from './go.tsx';
import { Menu } from './menu.tsx';
import { Refusals } from './refusals.tsx';
import { Sign, type SignName } from './sign.tsx';
import { useRoute, useTechnicianMe } from './technician-context.tsx';

const Place = (props: {
  readonly to: Route;
  readonly sign: SignName;
  readonly label: string;
  readonly here: boolean;
}) => (
  <Go to={props.to} aria-current={props.here ? 'page' : undefined}>
    <Sign name={props.sign} />
    {props.label}
  </Go>
);

const Places = () => {
  const { t } = useWords();
  const route = useRoute();
  const isScan = route.page === 'find' && route.scan === true;
  return (
    <nav className="tech-nav" aria-label={t('tech.nav')}>
      <Place to={{ page: 'work' }} sign="list" label={t('tech.work')} here={route.page === 'work'} />
      <Place to={{ page: 'find' }} sign="search" label={t('tech.find')} here={route.page === 'find' && !isScan} />
      <Place to={{ page: 'find', scan: true }} sign="scan" label={t('tech.scan')} here={isScan} />
      <a href={ALARMS}>
        <Sign name="alarms" />
        {t('tech.alarms')}
      </a>
    </nav>
  );
};

/** Around every page: where one can go, and what is on its way. In the middle of a task there is only the task. */
export const Frame = ({ children }: { readonly children: ReactNode }) => {
  const { t } = useWords();
  const me = useTechnicianMe();
  const { page } = useRoute();
  const isTask = page === 'install' || page === 'test';
  return (
    <div className="tech" data-task={isTask}>
      <a className="skip-link" href="#content">
        {t('tech.skip')}
      </a>
      <header className="tech-header">
        <p className="brand">
          <Brand />
          {t('app.name')} <span>{me.municipality.name}</span>
        </p>
        <Places />
        <div className="tech-tools">
          <LanguageSwitch />
          <Menu />
        </div>
      </header>
      {/* The test says for itself since when nothing was heard. */}
      {page !== 'test' && <ContactBar />}
      <OutboxBar />
      <Refusals />
      {children}
    </div>
  );
};
