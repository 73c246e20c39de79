import type { AlarmDetailView, AlarmView } from '@varde/contracts';
import { alarmIconName } from '../view/alarm-icon-name.ts';
import { hourAndMinute, timeSince } from '../view/clock-time.ts';
import { ColourTag } from './colour-tag.tsx';
import { useDesk, useMe, useSecond } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { PersonLines } from './person-lines.tsx';
import { TimeRing } from './time-ring.tsx';
import { useWords } from './use-words.ts';
import { WhyLine } from './why-line.tsx';

const StateLine = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const me = useMe();
  const others = alarm.operator !== undefined && alarm.operator.id !== me.id;
  if (alarm.state === 'shelved' && alarm.shelvedUntil !== undefined) {
    return (
      <p className="state-line">{t('hero.shelvedUntil', { time: hourAndMinute(Date.parse(alarm.shelvedUntil)) })}</p>
    );
  }
  if (others && alarm.holderUnseenSince !== undefined)
    return <p className="state-line">{t('hero.holderUnseen', { who: alarm.operator?.name })}</p>;
  if (others) return <p className="state-line">{t('hero.handledBy', { who: alarm.operator?.name })}</p>;
  if (alarm.condition === 'restored') return <p className="state-line">{t('hero.restored')}</p>;
  return null;
};

export const AlarmHero = ({
  alarm,
  detail,
}: {
  readonly alarm: AlarmView;
  readonly detail: AlarmDetailView | undefined;
}) => {
  const { t, kindLabel, deviceLabel, language } = useWords();
  const desk = useDesk();
  const now = useSecond();
  return (
    <header className="hero">
      <div className="hero-text">
        <button type="button" className="quiet-button hero-back" onClick={() => desk.select(undefined)}>
          <Icon name="back" /> {t('hero.back')}
        </button>
        <div className="hero-title">
          <span className="alarm-tile">
            <Icon name={alarmIconName(alarm.kind)} />
          </span>
          <h1 id="alarm-title">{kindLabel(alarm)}</h1>
          <ColourTag colour={alarm.colour} />
          {alarm.test && <span className="test-tag">{t('list.test')}</span>}
          <p className="hero-meta">
            {t('hero.number', { number: alarm.number })} ·{' '}
            {t('hero.received', { time: timeSince(Date.parse(alarm.receivedAt), now, language) })}
            {alarm.events > 1 && ` · ${t('list.times', { count: alarm.events })}`}
            {alarm.device !== undefined && ` · ${deviceLabel(alarm.device)} ${alarm.device.serial}`}
          </p>
        </div>
        <PersonLines alarm={alarm} detail={detail} />
        <StateLine alarm={alarm} />
      </div>
      <TimeRing alarm={alarm} />
      <WhyLine alarm={alarm} />
    </header>
  );
};
