import { useDesk, useMe } from './desk-context.tsx';
import { useWords } from './use-words.ts';

/** Whether the next alarm may come to me. Two buttons and no toggle: at 03:12 nobody should have to guess. */
export const PresenceSwitch = () => {
  const { t } = useWords();
  const desk = useDesk();
  const { available } = useMe().presence;
  const choose = (wanted: boolean) => {
    if (wanted !== available) void desk.setPresence(wanted);
  };
  return (
    <fieldset className="segments presence" aria-label={t('presence.label')}>
      <button type="button" aria-pressed={available} onClick={() => choose(true)}>
        <i className="dot" aria-hidden="true" />
        {t('presence.available')}
      </button>
      <button type="button" aria-pressed={!available} onClick={() => choose(false)}>
        {t('presence.busy')}
      </button>
    </fieldset>
  );
};
