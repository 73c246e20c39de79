import { timeOfDay } from '../view/clock-time.ts';
import { Button } from './button.tsx';
import { useDesk, useDeskParts, useDeskState, useMe, useSettings, useSoundRunning } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { Cap } from './key-cap.tsx';
import { useTroubleSentence } from './use-trouble-sentence.ts';
import { useWords } from './use-words.ts';

/** Connection lost: what is shown is old, and says from when. */
export const ConnectionBar = () => {
  const { t } = useWords();
  const { kind, heardAt } = useDeskState((state) => state.connection);
  return (
    <div role="alert" className="notice-slot lost-slot">
      {kind === 'lost' && (
        <div className="notice notice-strong">
          <Icon name="warning" />
          <p>
            <b>{t('connection.lost', { time: timeOfDay(heardAt) })}</b> {t('connection.lostHint')}
          </p>
        </div>
      )}
    </div>
  );
};

/** What did not go as asked, in one sentence that says who or why. */
export const TroubleBar = () => {
  const { t } = useWords();
  const desk = useDesk();
  const sentence = useTroubleSentence();
  return (
    <div role="status" className="notice-slot">
      {sentence !== undefined && (
        <div className="notice">
          <p>{sentence}</p>
          <Button variant="tertiary" data-color="neutral" onClick={desk.dismissTrouble}>
            {t('trouble.dismiss')} <Cap>Esc</Cap>
          </Button>
        </div>
      )}
    </div>
  );
};

/** A silent page at night is a deaf centre: available without sound is said plainly. */
export const DeafBar = () => {
  const { t } = useWords();
  const { settings, sound } = useDeskParts();
  const { available } = useMe().presence;
  const heard = useSettings().sound;
  const running = useSoundRunning();
  if (!available || (heard && running)) return null;
  const turnOn = () => {
    settings.set({ sound: true });
    sound.test();
  };
  return (
    <div className="notice">
      <Icon name="soundOff" />
      <p>{t('sound.deaf')}</p>
      <Button variant="secondary" data-color="neutral" onClick={turnOn}>
        {t('sound.turnOn')}
      </Button>
    </div>
  );
};
