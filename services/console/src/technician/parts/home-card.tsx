import type { ResidentDetailView } from '@varde/contracts';
import { Icon } from '../../components/icon.tsx';
import { PhoneLink } from '../../components/phone-link.tsx';
import { addressParts } from '../../view/address.ts';
import { Sign } from './sign.tsx';
import { useTechnicianWords } from './use-technician-words.ts';

/** Where it is and how one gets in: what one needs before the door, and what to mind behind it. */
export const HomeCard = ({ resident }: { readonly resident: ResidentDetailView }) => {
  const { t, registerWord } = useTechnicianWords();
  const { home } = resident;
  const words = {
    entrance: (entrance: string) => t('hero.entrance', { entrance }),
    floor: (floor: string) => t('hero.floor', { floor }),
  };
  return (
    <section className="card home-card">
      {resident.hazards.length + resident.needs.length > 0 && (
        <ul className="chips">
          {resident.hazards.map((hazard) => (
            <li key={hazard} className="chip chip-hazard">
              <Icon name="warning" />
              {registerWord('hazards', hazard)}
            </li>
          ))}
          {resident.needs.map((need) => (
            <li key={need} className="chip">
              {registerWord('needs', need)}
            </li>
          ))}
        </ul>
      )}
      <ul className="facts">
        {home !== undefined && (
          <li>
            <Icon name="location" />
            <span>{addressParts(home, words).join(', ')}</span>
          </li>
        )}
        {home?.island === true && (
          <li>
            <Sign name="boat" />
            <span>{t('detail.island')}</span>
          </li>
        )}
        {home?.keyBox !== undefined && (
          <li>
            <Icon name="key" />
            <span>
              {t('detail.keyBox')} {home.keyBox}
            </span>
          </li>
        )}
        {home?.accessNote !== undefined && (
          <li>
            <Icon name="door" />
            <span>{home.accessNote}</span>
          </li>
        )}
      </ul>
      {resident.phone !== undefined && <PhoneLink name={resident.name} phone={resident.phone} />}
    </section>
  );
};
