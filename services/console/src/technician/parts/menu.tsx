import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { LanguageSwitch } from '../../components/language-switch.tsx';
import { ThemeChoice } from '../../components/theme-choice.tsx';
import { useWords } from '../../components/use-words.ts';
import { entriesOf } from '../outbox/outbox.ts';
import { Sign } from './sign.tsx';
import { useTechnician, useTechnicianMe, useTechnicianState } from './technician-context.tsx';

const MENU = 'technician-menu';

/** Signing out keeps what is not sent; so that nobody hands the phone on without knowing, it says so first. */
const SignOut = () => {
  const { t } = useWords();
  const technician = useTechnician();
  const me = useTechnicianMe();
  const unsent = useTechnicianState((state) => entriesOf(state.outbox, me.id).length);
  const [asked, setAsked] = useState(false);
  const press = async () => {
    if (unsent > 0 && !asked) return setAsked(true);
    location.assign(await technician.signOut());
  };
  return (
    <>
      <p role="status">{asked && t('tech.signOutUnsent', { count: unsent })}</p>
      <Button variant="secondary" data-color="neutral" onClick={press}>
        {t('menu.signOut')}
      </Button>
    </>
  );
};

export const Menu = () => {
  const { t } = useWords();
  const { name } = useTechnicianMe();
  return (
    <>
      <button type="button" className="quiet-button user" popoverTarget={MENU} aria-label={t('header.menu', { name })}>
        <span>{name}</span>
        <Sign name="menu" />
      </button>
      <div id={MENU} popover="auto" className="menu tech-menu">
        <LanguageSwitch />
        <ThemeChoice />
        <SignOut />
      </div>
    </>
  );
};
