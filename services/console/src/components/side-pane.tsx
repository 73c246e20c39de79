import type { AlarmDetailView } from '@varde/contracts';
import { shortDate } from '../view/clock-time.ts';
import { Icon } from './icon.tsx';
import { PhoneLink } from './phone-link.tsx';
import { useSelected } from './use-alarm-commands.ts';
import { useDetail } from './use-detail.ts';
import { useWords } from './use-words.ts';

type Resident = AlarmDetailView['residentCards'][number];

/** The plan's steps. With several living there, each plan says whose it is. */
const Plan = ({ resident, named }: { readonly resident: Resident; readonly named: boolean }) => {
  const { t, language } = useWords();
  const plan = resident.responsePlan;
  return (
    <section>
      <h2>
        {t('detail.plan')} {named && resident.name}
        {plan !== undefined && (
          <small>{t('detail.approved', { date: shortDate(Date.parse(plan.approvedAt), language) })}</small>
        )}
      </h2>
      {plan === undefined ? (
        <p className="quiet">{t('detail.noPlan')}</p>
      ) : (
        <ol className="steps">
          {plan.steps.map((step, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a step is its place in the plan
            <li key={index}>{step.text}</li>
          ))}
        </ol>
      )}
    </section>
  );
};

const Kin = ({ resident, named }: { readonly resident: Resident; readonly named: boolean }) => {
  const { t } = useWords();
  if (resident.nextOfKin.length === 0) return null;
  return (
    <section>
      <h2>
        {t('detail.kin')} {named && resident.name}
      </h2>
      <ul className="kin">
        {resident.nextOfKin.map((kin) => (
          <li key={`${kin.name} ${kin.phone}`}>
            <span>
              <b>{kin.name}</b>
              <small>
                {kin.relation}
                {kin.hasKey && ` · ${t('detail.hasKey')}`}
              </small>
            </span>
            {kin.phone !== undefined && <PhoneLink name={kin.name} phone={kin.phone} />}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Access = ({ home }: { readonly home: NonNullable<AlarmDetailView['home']> }) => {
  const { t } = useWords();
  if (home.keyBox === undefined && home.accessNote === undefined && !home.island) return null;
  return (
    <section>
      <h2>{t('detail.access')}</h2>
      <ul className="access">
        {home.keyBox !== undefined && (
          <li>
            <Icon name="key" /> {t('detail.keyBox')} <b>{home.keyBox}</b>
          </li>
        )}
        {home.accessNote !== undefined && <li>{home.accessNote}</li>}
        {home.island && <li>{t('detail.island')}</li>}
      </ul>
    </section>
  );
};

/** What to do, how to get in, whom to call: beside the alarm, in the order it is needed. */
export const SidePane = () => {
  const { t } = useWords();
  const selected = useSelected();
  const { view } = useDetail();
  if (selected === undefined) return null;
  const residents = view?.residentCards ?? [];
  const named = residents.length > 1;
  return (
    <aside className="side" aria-label={t('detail.plan')} aria-busy={view === undefined}>
      {residents.map((resident) => (
        <Plan key={resident.id} resident={resident} named={named} />
      ))}
      {view?.home !== undefined && <Access home={view.home} />}
      {residents.map((resident) => (
        <Kin key={resident.id} resident={resident} named={named} />
      ))}
    </aside>
  );
};
