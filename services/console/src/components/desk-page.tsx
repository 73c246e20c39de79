import { AlarmPane } from './alarm-pane.tsx';
import { Announcer } from './announcer.tsx';
import { useDeskState } from './desk-context.tsx';
import { DeskDialogs } from './desk-dialogs.tsx';
import { HeaderBar } from './header-bar.tsx';
import { KeyHints } from './key-hints.tsx';
import { ConnectionBar, DeafBar, TroubleBar } from './notice-bars.tsx';
import { OfferBar } from './offer-bar.tsx';
import { SidePane } from './side-pane.tsx';
import { useSelected } from './use-alarm-commands.ts';
import { useKeyboard } from './use-keyboard.ts';
import { useRinging } from './use-ringing.ts';
import { useWords } from './use-words.ts';
import { WaitingList } from './waiting-list.tsx';

export const DeskPage = () => {
  const { t } = useWords();
  const selected = useSelected();
  const connection = useDeskState((state) => state.connection.kind);
  useKeyboard();
  useRinging();
  return (
    <div className="desk" data-open={selected === undefined ? 'list' : 'alarm'} data-connection={connection}>
      <a className="skip-link" href="#alarm">
        {t('app.skip')}
      </a>
      <ConnectionBar />
      <HeaderBar />
      <DeafBar />
      <WaitingList />
      <main id="alarm" className="alarm-main" tabIndex={-1}>
        <OfferBar />
        <TroubleBar />
        <AlarmPane />
      </main>
      <SidePane />
      <KeyHints />
      <Announcer />
      <DeskDialogs />
    </div>
  );
};
