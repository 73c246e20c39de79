import type { AlarmView } from '@varde/contracts';
import { RESPONDER_STATUSES } from '@varde/domain';
import { Button } from './button.tsx';
import { useDesk } from './desk-context.tsx';
import { useAllowed } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

const FINISHED = new Set(['done', 'called-off']);

/** How far the responder has come: what is said over the phone or radio is one press. */
export const ResponderPanel = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const desk = useDesk();
  const allowed = useAllowed(alarm);
  const status = alarm.responder;
  if (status === undefined) return null;
  const reached = RESPONDER_STATUSES.indexOf(status);
  const ahead = FINISHED.has(status) || !allowed.has('respond') ? [] : RESPONDER_STATUSES.slice(reached + 1);
  return (
    <section className="responder-panel" aria-label={t('responder.title')}>
      <p>
        {t('responder.title')}: <b>{t(`responder.${status}`)}</b>
      </p>
      {ahead.map((next) => (
        <Button
          key={next}
          variant="secondary"
          data-color="neutral"
          onClick={() => void desk.command(alarm, { path: 'respond', body: { status: next } })}
        >
          {t(`responder.${next}`)}
        </Button>
      ))}
    </section>
  );
};
