import { useDeskParts, useSettings, useSoundRunning } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { useWords } from './use-words.ts';

/** Says the truth about the sound: on only when the browser really lets the page sound. */
export const SoundButton = () => {
  const { t } = useWords();
  const { settings, sound } = useDeskParts();
  const wanted = useSettings().sound;
  const running = useSoundRunning();
  const on = wanted && running;

  const press = () => {
    if (on) return settings.set({ sound: false });
    settings.set({ sound: true });
    sound.test();
  };
  return (
    <button type="button" className="quiet-button" aria-pressed={on} onClick={press}>
      <Icon name={on ? 'soundOn' : 'soundOff'} />
      {t(on ? 'sound.on' : 'sound.off')}
    </button>
  );
};
