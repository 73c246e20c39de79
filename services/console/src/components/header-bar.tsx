import { percent, timeOfDay } from '../view/clock-time.ts';
import { mayUseTechniciansPages, TECHNICIANS_HOME } from '../view/landing.ts';
import { Brand } from './brand.tsx';
import { useDeskState, useMe, useSecond } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { PresenceSwitch } from './presence-switch.tsx';
import { SoundButton } from './sound-button.tsx';
import { useWords } from './use-words.ts';
import { UserMenu } from './user-menu.tsx';

const WallClock = () => {
  const now = useSecond();
  return (
    <time className="wall-clock" dateTime={timeOfDay(now)}>
      {timeOfDay(now)}
    </time>
  );
};

const Figures = () => {
  const { t, language } = useWords();
  const summary = useDeskState((state) => state.summary);
  if (summary === undefined) return null;
  return (
    <p className="figures">
      {summary.answeredInTime !== undefined && (
        <span>
          <b>{percent(summary.answeredInTime, language)}</b> {t('header.inTime')}
        </span>
      )}
      <span>
        <b>{summary.operatorsPresent}</b> {t('header.present', { count: summary.operatorsPresent })}
      </span>
    </p>
  );
};

export const HeaderBar = () => {
  const { t } = useWords();
  const me = useMe();
  return (
    <header className="header-bar">
      <p className="brand">
        <Brand />
        {t('app.name')} <span>{me.municipality.name}</span>
      </p>
      <Figures />
      {mayUseTechniciansPages(me.role) && (
        <a className="quiet-button to-technicians" href={TECHNICIANS_HOME}>
          <Icon name="technical" />
          {t('app.technicians')}
        </a>
      )}
      <div className="header-tools">
        <SoundButton />
        <LanguageSwitch />
        {me.role !== 'technician' && <PresenceSwitch />}
        <UserMenu />
        <WallClock />
      </div>
    </header>
  );
};
