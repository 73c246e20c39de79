import { KEY_COMMANDS } from '../view/keys.ts';
import { DialogFrame } from './dialog-frame.tsx';
import { KeyCap } from './key-cap.tsx';
import { useWords } from './use-words.ts';

export const KeysDialog = () => {
  const { t } = useWords();
  return (
    <DialogFrame title={t('keys.title')}>
      <ul className="key-list">
        {KEY_COMMANDS.map((command) => (
          <li key={command}>
            <span>{t(`keys.${command}`)}</span>
            <KeyCap command={command} />
          </li>
        ))}
      </ul>
    </DialogFrame>
  );
};
