import type { AlarmDetailView, AlarmView } from '@varde/contracts';
import { addressParts } from '../view/address.ts';
import { shortDate } from '../view/clock-time.ts';
import { Icon } from './icon.tsx';
import { PhoneLink } from './phone-link.tsx';
import { useWords } from './use-words.ts';

type Card = AlarmDetailView['residentCards'][number];

const Person = ({ card }: { readonly card: Card }) => {
  const { t, language, registerWord } = useWords();
  const { closed } = card;
  return (
    <>
      <p className="hero-who">
        <b>{card.name}</b> {card.age !== undefined && <span>{t('hero.age', { count: card.age })}</span>}
        {card.phone !== undefined && <PhoneLink name={card.name} phone={card.phone} />}
      </p>
      {closed !== undefined && (
        <ul className="chips">
          <li className="chip chip-hazard">
            {t(`closed.${closed.reason}`, { date: shortDate(Date.parse(closed.at), language) })}
          </li>
        </ul>
      )}
      {card.hazards.length + card.needs.length > 0 && (
        <ul className="chips">
          {card.hazards.map((hazard) => (
            <li key={hazard} className="chip chip-hazard">
              <Icon name="warning" />
              {registerWord('hazards', hazard)}
            </li>
          ))}
          {card.needs.map((need) => (
            <li key={need} className="chip">
              {registerWord('needs', need)}
            </li>
          ))}
        </ul>
      )}
    </>
  );
};

/** Who it is and where they are: what the eye must land on before a word is spoken. */
export const PersonLines = ({
  alarm,
  detail,
}: {
  readonly alarm: AlarmView;
  readonly detail: AlarmDetailView | undefined;
}) => {
  const { t, who } = useWords();
  const home = detail?.home;
  const where =
    home === undefined
      ? [alarm.area?.name].filter((part) => part !== undefined)
      : addressParts(home, {
          entrance: (entrance) => t('hero.entrance', { entrance }),
          floor: (floor) => t('hero.floor', { floor }),
        });
  return (
    <>
      {detail === undefined || detail.residentCards.length === 0 ? (
        <p className="hero-who">
          <b>{who(alarm)}</b>
        </p>
      ) : (
        detail.residentCards.map((card) => <Person key={card.id} card={card} />)
      )}
      <p className="hero-where">
        {where.join(', ')}
        {alarm.place !== '' && (
          <>
            {where.length > 0 && ' — '}
            <b>{alarm.place}</b>
          </>
        )}
      </p>
    </>
  );
};
