import { Button } from './button.tsx';
import { useDesk } from './desk-context.tsx';
import { useWords } from './use-words.ts';

export const SignOutButton = () => {
  const { t } = useWords();
  const desk = useDesk();
  const signOut = async () => location.assign(await desk.signOut());
  return (
    <Button variant="secondary" data-color="neutral" onClick={signOut}>
      {t('menu.signOut')}
    </Button>
  );
};
