import { KEYS, type KeyCommand } from '../view/keys.ts';
import { useWords } from './use-words.ts';

/** A keycap. Silent to screen readers: what it stands on says the same with `aria-keyshortcuts`. */
export const Cap = ({ children }: { readonly children: string }) => (
  <span className="cap" aria-hidden="true">
    <kbd>{children}</kbd>
  </span>
);

export const KeyCap = ({ command }: { readonly command: KeyCommand }) => {
  const { t } = useWords();
  const [key] = KEYS[command];
  if (key === ' ') return <Cap>{t('keys.space')}</Cap>;
  return <Cap>{key === 'Escape' ? 'Esc' : key.toUpperCase()}</Cap>;
};
