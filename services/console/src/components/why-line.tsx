import type { AlarmView } from '@varde/contracts';
import { describeWhy, WHY_CODES } from '@varde/domain';
import { useWords } from './use-words.ts';

/** Why the alarm has its colour: no other console says. */
export const WhyLine = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t, language } = useWords();
  const sentence = ({ code, text, values }: AlarmView['why'][number]): string => {
    const known = WHY_CODES.find((one) => one === code);
    return known === undefined
      ? text
      : describeWhy({ code: known, ...(values === undefined ? {} : { values }) }, language);
  };
  return (
    <section className="why">
      <h2>{t('detail.why', { colour: t(`colour.${alarm.colour}`).toLowerCase() })}</h2>
      <ul>
        {alarm.why.map((why) => (
          <li key={`${why.code} ${JSON.stringify(why.values)}`}>{sentence(why)}</li>
        ))}
      </ul>
    </section>
  );
};
