import { Brand } from './brand.tsx';
import { LanguageSwitch } from './language-switch.tsx';
import { useWords } from './use-words.ts';

/** `returnTo`: the page one comes back to. */
export const SignInPage = ({ returnTo }: { readonly returnTo: string }) => {
  const { t } = useWords();
  return (
    <main className="lone-page">
      <Brand />
      <h1>{t('signIn.title')}</h1>
      <p>{t('signIn.text')}</p>
      <a className="ds-button" href={`/auth/login?returnTo=${encodeURIComponent(returnTo)}`}>
        {t('signIn.button')}
      </a>
      <LanguageSwitch />
    </main>
  );
};
