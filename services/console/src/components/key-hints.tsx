import type { KeyCommand } from '../view/keys.ts';
import { useDesk, useDeskState, useSettings } from './desk-context.tsx';
import { Cap, KeyCap } from './key-cap.tsx';
import { useWords } from './use-words.ts';

const SHOWN: readonly KeyCommand[] = ['next', 'answer', 'mute'];

/** The keys that always work, and whether the line to the service is good. */
export const KeyHints = () => {
  const { t } = useWords();
  const desk = useDesk();
  const { letterKeys } = useSettings();
  const connection = useDeskState((state) => state.connection.kind);
  return (
    <footer className="key-hints">
      {letterKeys && (
        <>
          {SHOWN.map((command) => (
            <span key={command}>
              <KeyCap command={command} /> {t(`keys.${command}`)}
            </span>
          ))}
          <span>
            <Cap>J</Cap> <Cap>K</Cap> {t('keys.move')}
          </span>
        </>
      )}
      <button type="button" className="quiet-button" onClick={() => desk.openDialog('keys')}>
        <KeyCap command="keys" /> {t('keys.title')}
      </button>
      <span className="line-state" data-state={connection}>
        {connection === 'lost' ? t('connection.connecting') : t(`connection.${connection}`)}
      </span>
    </footer>
  );
};
