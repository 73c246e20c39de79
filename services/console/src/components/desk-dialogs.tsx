import { CloseDialog } from './close-dialog.tsx';
import { ColourDialog } from './colour-dialog.tsx';
import { useDeskState } from './desk-context.tsx';
import { KeysDialog } from './keys-dialog.tsx';
import { RespondDialog } from './respond-dialog.tsx';
import { ShelveDialog } from './shelve-dialog.tsx';
import { useSelected } from './use-alarm-commands.ts';

export const DeskDialogs = () => {
  const dialog = useDeskState((state) => state.dialog);
  const alarm = useSelected();
  if (dialog === 'keys') return <KeysDialog />;
  if (dialog === undefined || alarm === undefined) return null;
  switch (dialog) {
    case 'close':
      return <CloseDialog alarm={alarm} />;
    case 'colour':
      return <ColourDialog alarm={alarm} />;
    case 'shelve':
      return <ShelveDialog alarm={alarm} />;
    case 'respond':
      return <RespondDialog alarm={alarm} />;
  }
};
