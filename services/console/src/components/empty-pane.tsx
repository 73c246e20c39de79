import { queueOf } from '../desk/desk-state.ts';
import { Brand } from './brand.tsx';
import { Button } from './button.tsx';
import { useDesk, useDeskState, useMe } from './desk-context.tsx';
import { KeyCap } from './key-cap.tsx';
import { useOffer } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

/** Busy by choice or by default: nothing comes by itself, and the way out is one press. */
const BusyLine = ({ loud }: { readonly loud: boolean }) => {
  const { t } = useWords();
  const desk = useDesk();
  const me = useMe();
  if (me.presence.available || queueOf(me) === 'technician') return null;
  return (
    <>
      <p>{t('empty.busyText')}</p>
      <Button variant={loud ? 'primary' : 'secondary'} onClick={() => void desk.setPresence(true)}>
        {t('empty.available')}
      </Button>
    </>
  );
};

const Waiting = ({ count }: { readonly count: number }) => {
  const { t } = useWords();
  const desk = useDesk();
  const offer = useOffer();
  return (
    <div className="empty">
      <h1>{t('empty.waitingTitle', { count })}</h1>
      <p>{t('empty.waitingText')}</p>
      <Button variant={offer === undefined ? 'primary' : 'secondary'} onClick={() => void desk.takeNext()}>
        {t('empty.take')} <KeyCap command="next" />
      </Button>
      <BusyLine loud={false} />
    </div>
  );
};

/** Nothing is open: says what happens next, and gives the one thing there is to do. */
export const EmptyPane = () => {
  const { t } = useWords();
  const me = useMe();
  const loaded = useDeskState((state) => state.loaded);
  const queue = queueOf(me);
  const waiting = useDeskState(
    (state) =>
      [...state.alarms.values()].filter(
        (alarm) => alarm.queue === queue && (alarm.state === 'queued' || alarm.state === 'offered'),
      ).length,
  );
  if (!loaded) return <p className="empty">{t('loading')}</p>;
  if (waiting > 0) return <Waiting count={waiting} />;
  return (
    <div className="empty">
      <Brand />
      <h1>{t('empty.title')}</h1>
      {queue === 'technician' && <p>{t('empty.technicianText')}</p>}
      {queue !== 'technician' && me.presence.available && <p>{t('empty.text')}</p>}
      <BusyLine loud />
    </div>
  );
};
