import type { ParseKeys } from 'i18next';
import { useDeskState } from './desk-context.tsx';
import { useWords } from './use-words.ts';

const TROUBLE_KEYS: ReadonlySet<string> = new Set([
  'alarm-taken',
  'alarm-closed',
  'alarm-state',
  'not-yours',
  'colour-reason-missing',
  'red-never-shelved',
  'contact-first',
  'shelve-time',
  'responder-not-done',
  'role',
  'alarm-changed',
  'database-unavailable',
  'unreachable',
  'none-waiting',
]);

const capital = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

/** What did not go as asked, in one sentence that says who or why. */
export const useTroubleSentence = (): string | undefined => {
  const { t } = useWords();
  const trouble = useDeskState((state) => state.trouble);
  if (trouble === undefined) return undefined;
  if (!TROUBLE_KEYS.has(trouble.code)) return t('trouble.other', { code: trouble.code });
  const who = trouble.alarm?.operator?.name ?? t('list.someone');
  return t(`trouble.${trouble.code}` as ParseKeys, { who: capital(who) });
};
