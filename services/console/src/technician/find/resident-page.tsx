import { Go } from '../parts/go.tsx';
import { HomeCard } from '../parts/home-card.tsx';
import { Screen } from '../parts/screen.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';

/** Where somebody lives, how one gets in, and what they have: the way to a device when its number is not known. */
export const ResidentPage = ({ id }: { readonly id: string }) => {
  const { t, deviceName } = useTechnicianWords();
  const { api } = useTechnician();
  const resident = useAsked(id, () => api.resident(id));
  const devices = useAsked(id, () => api.devicesOf(id));
  if (resident.value === undefined)
    return (
      <Screen title={t('resident.title')} back={{ to: { page: 'find' }, label: t('tech.find') }}>
        <p role="status">
          {resident.failed ? t(resident.missing ? 'resident.none' : 'find.failed') : t('tech.loading')}
        </p>
      </Screen>
    );
  return (
    <Screen
      title={resident.value.name}
      about={t('resident.title')}
      back={{ to: { page: 'find' }, label: t('tech.find') }}
    >
      <HomeCard resident={resident.value} />
      <section>
        <h2>{t('resident.devices')}</h2>
        {devices.value?.items.length === 0 && <p className="quiet">{t('resident.noDevices')}</p>}
        <ul className="hits">
          {(devices.value?.items ?? []).map((device) => (
            <li key={device.id}>
              <Go to={{ page: 'device', id: device.id }}>
                <span>
                  <b>{deviceName(device)}</b>
                  <small>{[device.place, t(`state.${device.state}`)].filter(Boolean).join(' · ')}</small>
                </span>
              </Go>
            </li>
          ))}
        </ul>
      </section>
    </Screen>
  );
};
