import { queueOf } from '../desk/desk-state.ts';
import { Brand } from './brand.tsx';
import { Button } from './button.tsx';
import { useDesk, useDeskState, useMe } from './desk-context.tsx';
import { KeyCap } from './key-cap.tsx';
import { useOffer } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

/** Nothing is open: says what happens next, and gives the one thing there is to do. */
export const EmptyPane = () => {
  const { t } = useWords();
  const desk = useDesk();
  const me = useMe();
  const offer = useOffer();
  const loaded = useDeskState((state) => state.loaded);
  const queue = queueOf(me);
  const waiting = useDeskState(
    (state) =>
      [...state.alarms.values()].filter(
        (alarm) => alarm.queue === queue && (alarm.state === 'queued' || alarm.state === 'offered'),
      ).length,
  );
  if (!loaded) return <p className="empty">{t('loading')}</p>;
  if (waiting > 0) {
    return (
      <div className="empty">
        <h1>{t('empty.waitingTitle', { count: waiting })}</h1>
        <p>{t('empty.waitingText')}</p>
        <Button variant={offer === undefined ? 'primary' : 'secondary'} onClick={() => void desk.takeNext()}>
          {t('empty.take')} <KeyCap command="next" />
        </Button>
      </div>
    );
  }
  const text = () => {
    if (queue === 'technician') return t('empty.technicianText');
    return t(me.presence.available ? 'empty.text' : 'empty.busyText');
  };
  return (
    <div className="empty">
      <Brand />
      <h1>{t('empty.title')}</h1>
      <p>{text()}</p>
    </div>
  );
};
