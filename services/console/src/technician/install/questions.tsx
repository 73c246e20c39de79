import type { DeviceView } from '@varde/contracts';
import { HomeCard } from '../parts/home-card.tsx';
import { ResidentPicker } from '../parts/resident-picker.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { checksOf, type Draft, withCheck } from './draft.ts';

type Asks = { readonly draft: Draft; keep(draft: Draft): void };

export const ReadyQuestion = (props: {
  readonly sim: string;
  setSim(sim: string): void;
  readonly isPrepared: boolean;
}) => {
  const { t } = useTechnicianWords();
  if (props.isPrepared) return <p>{t('install.ready.done')}</p>;
  return (
    <>
      <p>{t('install.ready.text')}</p>
      <label className="field">
        {t('step.field.sim')}
        <input
          className="ds-input"
          inputMode="numeric"
          autoComplete="off"
          maxLength={26}
          value={props.sim}
          onChange={(event) => props.setSim(event.target.value)}
        />
      </label>
    </>
  );
};

/** The one it is meant for; with contact, where they live and how one gets in. */
const Assigned = ({ residentId, draft, keep }: Asks & { readonly residentId: string }) => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const { value } = useAsked(residentId, () => api.resident(residentId));
  if (value === undefined) return <p className="quiet">{draft.resident?.name ?? t('tech.loading')}</p>;
  return (
    <>
      <ul className="hits">
        <li>
          <button
            type="button"
            aria-pressed={draft.resident?.id === value.id}
            onClick={() => keep({ ...draft, resident: { id: value.id, name: value.name } })}
          >
            <span>
              <b>{value.name}</b>
              <small>{value.area.name}</small>
            </span>
          </button>
        </li>
      </ul>
      <HomeCard resident={value} />
      <p className="quiet">{t('install.resident.another')}</p>
    </>
  );
};

export const ResidentQuestion = ({ device, draft, keep }: Asks & { readonly device: DeviceView }) => {
  const { t } = useTechnicianWords();
  if (device.assignedTo !== undefined) return <Assigned residentId={device.assignedTo} draft={draft} keep={keep} />;
  return (
    <>
      {draft.resident !== undefined && (
        <p className="picked">
          {t('install.resident.picked')} <b>{draft.resident.name}</b>
        </p>
      )}
      <ResidentPicker picked={draft.resident} pick={(resident) => keep({ ...draft, resident })} />
    </>
  );
};

/** What is kept is the register's own word, whatever language it is chosen in. */
const PLACES = {
  bathroom: 'Bad',
  bedroom: 'Soverom',
  'living-room': 'Stue',
  kitchen: 'Kjøkken',
  hallway: 'Gang',
  'front-door': 'Ytterdør',
  'on-body': 'På kroppen',
} as const;
const PLACE_NAMES = Object.keys(PLACES) as (keyof typeof PLACES)[];

export const PlaceQuestion = ({ draft, keep }: Asks) => {
  const { t } = useTechnicianWords();
  const place = draft.place ?? '';
  return (
    <>
      <fieldset className="tiles">
        <legend className="ds-sr-only">{t('install.place.title')}</legend>
        {PLACE_NAMES.map((name) => (
          <label key={name} className="choice">
            <input
              type="radio"
              className="ds-input"
              name="place"
              checked={place === PLACES[name]}
              onChange={() => keep({ ...draft, place: PLACES[name] })}
            />
            {t(`install.place.${name}`)}
          </label>
        ))}
      </fieldset>
      <label className="field">
        {t('install.place.other')}
        <input
          className="ds-input"
          maxLength={100}
          autoComplete="off"
          value={place}
          onChange={(event) => keep({ ...draft, place: event.target.value })}
        />
      </label>
    </>
  );
};

export const ChecksQuestion = ({ device, draft, keep }: Asks & { readonly device: DeviceView }) => {
  const { t, checkLabel } = useTechnicianWords();
  const checks = checksOf(device.profile);
  return (
    <fieldset className="checks">
      <legend>
        {t('install.checks.seen', {
          n: checks.filter((check) => draft.checks.includes(check)).length,
          of: checks.length,
        })}
      </legend>
      {checks.map((check) => (
        <label key={check} className="choice">
          <input
            type="checkbox"
            className="ds-input"
            checked={draft.checks.includes(check)}
            onChange={(event) => keep(withCheck(draft, check, event.target.checked))}
          />
          {checkLabel(check)}
        </label>
      ))}
    </fieldset>
  );
};

export const ConfirmQuestion = ({ device, draft }: { readonly device: DeviceView; readonly draft: Draft }) => {
  const { t, deviceName, checkLabel } = useTechnicianWords();
  const rows = [
    [t('install.confirm.device'), deviceName(device)],
    [t('install.confirm.resident'), draft.resident?.name ?? ''],
    [t('install.confirm.place'), draft.place ?? ''],
    ...(draft.checks.length === 0 ? [] : [[t('install.confirm.checks'), draft.checks.map(checkLabel).join(', ')]]),
  ] as const;
  return (
    <dl className="summary">
      {rows.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
};
