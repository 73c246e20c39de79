import type { DeviceView } from '@varde/contracts';
import { useSecond } from '../../components/desk-context.tsx';
import { Icon, type IconName } from '../../components/icon.tsx';
import { timeSince } from '../../view/clock-time.ts';
import { Go } from '../parts/go.tsx';
import { HomeCard } from '../parts/home-card.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';

const STATE_ICONS: Readonly<Record<DeviceView['state'], IconName>> = {
  'in-stock': 'lock',
  prepared: 'key',
  installed: 'technical',
  'in-service': 'check',
  returned: 'back',
  'in-repair': 'technical',
  retired: 'cross',
};

/** In which state it is, with whom or in which store, and since when it is to be fetched. */
export const WhereCard = ({ device }: { readonly device: DeviceView }) => {
  const { t, language } = useTechnicianWords();
  const { api } = useTechnician();
  const now = useSecond();
  const residentId = device.residentId ?? device.assignedTo;
  const { value: resident } = useAsked(residentId, () => api.resident(residentId ?? ''));
  const when = (at: string) => timeSince(Date.parse(at), now, language);
  return (
    <>
      <section className="card">
        <p className="state-tag">
          <Icon name={STATE_ICONS[device.state]} /> {t(`state.${device.state}`)}
        </p>
        <ul className="facts">
          {resident !== undefined && (
            <li>
              <Icon name="person" />
              <span>
                {device.residentId === undefined && `${t('device.meantFor')} `}
                <Go to={{ page: 'resident', id: resident.id }}>{resident.name}</Go>
                {device.place !== undefined && ` · ${device.place}`}
              </span>
            </li>
          )}
          {resident === undefined && device.place !== undefined && (
            <li>
              <Icon name="location" />
              <span>{device.place}</span>
            </li>
          )}
          {device.location !== undefined && (
            <li>
              <Icon name="location" />
              <span>{t('device.storedIn', { location: device.location })}</span>
            </li>
          )}
          {device.appointmentAt !== undefined && (
            <li>
              <Icon name="phone" />
              <span>{t('device.appointment', { time: when(device.appointmentAt) })}</span>
            </li>
          )}
          {device.collectSince !== undefined && (
            <li>
              <Icon name="warning" />
              <span>{t('device.collect', { time: when(device.collectSince) })}</span>
            </li>
          )}
          {device.steps.includes('return') && (
            <li>
              <Icon name={device.testedAt === undefined ? 'warning' : 'check'} />
              <span>
                {device.testedAt === undefined
                  ? t('device.notTested')
                  : t('device.tested', { time: when(device.testedAt) })}
              </span>
            </li>
          )}
        </ul>
      </section>
      {resident !== undefined && <HomeCard resident={resident} />}
    </>
  );
};
