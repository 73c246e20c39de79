import { Button } from './button.tsx';
import { useSecond } from './desk-context.tsx';
import { KeyCap } from './key-cap.tsx';
import { useOffer, useRunCommand, useSelected } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

/** The next alarm, reserved for me for some seconds. While it stands here it is the one loud thing on the page. */
export const OfferBar = () => {
  const { t, kindLabel, who } = useWords();
  const now = useSecond();
  const offer = useOffer();
  const selected = useSelected();
  const run = useRunCommand();
  if (offer === undefined) return null;
  const left = offer.offerUntil === undefined ? 0 : Math.ceil((Date.parse(offer.offerUntil) - now) / 1_000);
  const here = selected?.id === offer.id;
  return (
    <section className="offer-bar" data-triage={offer.colour} aria-label={t('offer.title')}>
      <div>
        <h2>{here ? t('offer.title') : t('offer.other', { label: kindLabel(offer), who: who(offer) })}</h2>
        {left > 0 && <p>{t('offer.left', { n: left })}</p>}
      </div>
      <Button aria-keyshortcuts="S" onClick={() => run('answer', offer)}>
        {t('action.answer')} <KeyCap command="answer" />
      </Button>
    </section>
  );
};
