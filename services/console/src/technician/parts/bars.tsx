import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../components/use-words.ts';
import { hourAndMinute } from '../../view/clock-time.ts';
import { entriesOf } from '../outbox/outbox.ts';
import { Sign } from './sign.tsx';
import { useTechnicianMe, useTechnicianState } from './technician-context.tsx';

/** Without contact: what is shown is old, and what is done is kept. */
export const ContactBar = () => {
  const { t } = useWords();
  const { kind, heardAt } = useTechnicianState((state) => state.contact);
  return (
    <div role="status" className="bar-slot">
      {kind === 'lost' && (
        <p className="bar bar-strong">
          <Icon name="warning" />
          <span>
            <b>{t('tech.lost')}</b> {t('tech.lostSince', { time: hourAndMinute(heardAt) })}
          </span>
        </p>
      )}
    </div>
  );
};

/** What the phone holds, and will send. */
export const OutboxBar = () => {
  const { t } = useWords();
  const me = useTechnicianMe();
  const count = useTechnicianState(
    (state) => entriesOf(state.outbox, me.id).filter((entry) => entry.refused === undefined && entry.sends > 0).length,
  );
  const lost = useTechnicianState((state) => state.contact.kind === 'lost');
  const keeps = useTechnicianState((state) => state.keeps);
  return (
    <div role="status" className="bar-slot">
      {count > 0 && lost && (
        <p className="bar">
          <Sign name="phone" />
          <span>
            <b>{t(keeps ? 'outbox.kept' : 'outbox.notKept')}</b> {t('outbox.waiting', { count })}
          </span>
        </p>
      )}
    </div>
  );
};
