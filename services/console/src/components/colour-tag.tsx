import type { Colour } from '@varde/domain';
import { useWords } from './use-words.ts';

/** The colour as a word, in its colour; the bar and the icon stand beside it. */
export const ColourTag = ({ colour }: { readonly colour: Colour }) => {
  const { t } = useWords();
  return <span className="colour-tag">{t(`colour.${colour}`)}</span>;
};
