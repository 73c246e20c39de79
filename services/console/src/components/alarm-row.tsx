import type { AlarmView } from '@varde/contracts';
import { alarmIconName } from '../view/alarm-icon-name.ts';
import { hourAndMinute } from '../view/clock-time.ts';
import { elapsed, timeLeft } from '../view/time-left.ts';
import { ColourTag } from './colour-tag.tsx';
import { useDesk, useMe, useSecond } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { useWords } from './use-words.ts';

/** The right edge of a row: time left while it waits, otherwise who has it and for how long. */
const RowTime = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t, span } = useWords();
  const now = useSecond();
  const me = useMe();
  if (alarm.state === 'shelved') {
    const until = alarm.shelvedUntil === undefined ? '' : hourAndMinute(Date.parse(alarm.shelvedUntil));
    return (
      <span className="row-time">
        {until}
        <small className="row-note">{t('list.shelved').toLowerCase()}</small>
      </span>
    );
  }
  if (alarm.state === 'handling' || alarm.state === 'responding') {
    const mine = alarm.operator?.id === me.id;
    const holder = alarm.operator?.name ?? t('list.someone');
    return (
      <span className="row-time">
        {span(elapsed(alarm.answeredAt ?? alarm.receivedAt, now))}
        <small className="row-note">
          {mine
            ? t('time.withYou')
            : alarm.holderUnseenSince === undefined
              ? holder
              : t('list.unseen', { who: holder })}
        </small>
      </span>
    );
  }
  const left = timeLeft(alarm, now);
  return (
    <span className={left.late ? 'row-time late' : 'row-time'}>
      {span(left.span)}
      <small className="row-note">{t(left.late ? 'time.late' : 'time.left')}</small>
    </span>
  );
};

export const AlarmRow = ({ alarm, selected }: { readonly alarm: AlarmView; readonly selected: boolean }) => {
  const { t, kindLabel, who } = useWords();
  const desk = useDesk();
  const me = useMe();
  const offeredTo =
    alarm.state !== 'offered'
      ? undefined
      : alarm.operator?.id === me.id
        ? t('list.offeredToMe')
        : t('list.offeredTo', { who: alarm.operator?.name ?? t('list.someone') });
  const facts = [
    who(alarm),
    alarm.area?.name,
    alarm.place,
    alarm.events > 1 ? t('list.times', { count: alarm.events }) : undefined,
    alarm.condition === 'restored' ? t('list.restored') : undefined,
    alarm.state === 'responding' ? t('list.responding') : undefined,
    offeredTo,
  ].filter((fact) => fact !== undefined && fact !== '');
  return (
    <li data-triage={alarm.colour} data-id={alarm.id}>
      <button
        type="button"
        className="alarm-row"
        data-alarm-row={alarm.id}
        aria-current={selected}
        onClick={() => desk.select(alarm.id)}
      >
        <span className="alarm-tile">
          <Icon name={alarmIconName(alarm.kind)} />
        </span>
        <span className="row-text">
          <span className="row-title">
            {kindLabel(alarm)} <ColourTag colour={alarm.colour} />
            {alarm.test && <span className="test-tag">{t('list.test')}</span>}
          </span>
          <span className="row-facts">{facts.join(' · ')}</span>
        </span>
        <RowTime alarm={alarm} />
      </button>
    </li>
  );
};
