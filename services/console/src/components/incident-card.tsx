import type { AlarmView, IncidentDetailView } from '@varde/contracts';
import { PhoneLink } from './phone-link.tsx';
import { useIncident } from './use-incident.ts';
import { useWords } from './use-words.ts';

/** More than this nobody calls in one go; how many there are besides is said. */
const SHOWN = 100;

const CallRow = ({ row }: { readonly row: IncidentDetailView['callList'][number] }) => {
  const { t } = useWords();
  const address = [`${row.street} ${row.houseNumber}`, row.unitNumber].filter((part) => part !== undefined).join(', ');
  return (
    <li>
      <span>
        <b>{row.resident.name}</b> {row.age !== undefined && t('hero.age', { count: row.age })} · {address}
        <small>
          {row.reasons.map((reason) => t(`incident.reason.${reason}`)).join(' · ')} ·{' '}
          {t(row.contacted ? 'incident.contacted' : 'incident.notContacted')}
          {row.powerBack && ` · ${t('incident.powerBack')}`}
        </small>
      </span>
      {row.phone !== undefined && <PhoneLink name={row.resident.name} phone={row.phone} />}
    </li>
  );
};

const Calls = ({ list }: { readonly list: IncidentDetailView['callList'] }) => {
  const { t } = useWords();
  if (list.length === 0) return <p className="quiet">{t('incident.nobody')}</p>;
  return (
    <>
      <ol className="plain-list call-list">
        {list.slice(0, SHOWN).map((row) => (
          <CallRow key={row.resident.id} row={row} />
        ))}
      </ol>
      {list.length > SHOWN && <p className="quiet">{t('incident.more', { count: list.length - SHOWN })}</p>}
    </>
  );
};

/** What many alarms are about: how many there are, and for the operators whom to call. */
export const IncidentCard = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const { view, failed } = useIncident(alarm);
  if (view === undefined) return failed ? <p className="card">{t('incident.failed')}</p> : null;
  const calls = alarm.queue === 'operator';
  return (
    <section className="card">
      <h2>{t(calls ? 'incident.callList' : 'incident.members')}</h2>
      {view.kind === 'power-cut' && (
        <p>
          <b>{t('incident.active', { count: view.active })}</b> {t('incident.of', { count: view.members })}
        </p>
      )}
      {calls ? (
        <Calls list={view.callList} />
      ) : (
        <ul className="plain-list quiet-list">
          {view.alarms.slice(0, SHOWN).map((member) => (
            <li key={member.id}>
              {member.device === undefined ? member.label : `${member.device.label} ${member.device.serial}`} ·{' '}
              {member.residents.map(({ name }) => name).join(', ')} {member.place}
              {member.condition === 'restored' && <small>{t('incident.powerBack')}</small>}
            </li>
          ))}
        </ul>
      )}
    </section>
  );
};
