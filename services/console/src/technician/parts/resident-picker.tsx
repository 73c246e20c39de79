import { useEffect, useState } from 'react';
import { useTechnician } from './technician-context.tsx';
import { useAsked } from './use-asked.ts';
import { useTechnicianWords } from './use-technician-words.ts';

const SHORTEST = 2;
const PAUSE_MS = 250;

export type Picked = { readonly id: string; readonly name: string };

/** Somebody by the beginnings of their names, each with where they live: two may have the same name. */
export const ResidentPicker = (props: { readonly picked: Picked | undefined; pick(resident: Picked): void }) => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const [typed, setTyped] = useState('');
  const [name, setName] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => setName(typed.trim()), PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  const isEnough = name.length >= SHORTEST;
  const { value, failed } = useAsked(isEnough ? name : undefined, () => api.residents(name), 'residents');
  const residents = value?.items ?? [];
  const said = () => {
    if (!isEnough) return '';
    if (failed) return t('find.failed');
    return value !== undefined && residents.length === 0 ? t('find.none', { words: name }) : '';
  };
  return (
    <div className="picker">
      <label className="field">
        {t('picker.label')}
        <input
          type="search"
          className="ds-input"
          autoComplete="off"
          data-first
          value={typed}
          onChange={(event) => setTyped(event.target.value)}
        />
      </label>
      <p role="status" className="quiet">
        {said()}
      </p>
      <ul className="hits" aria-label={t('find.hits')}>
        {residents.map((resident) => (
          <li key={resident.id}>
            <button
              type="button"
              aria-pressed={props.picked?.id === resident.id}
              onClick={() => props.pick({ id: resident.id, name: resident.name })}
            >
              <span>
                <b>{resident.name}</b>
                <small>
                  {[`${resident.street} ${resident.houseNumber}`, resident.unitNumber, resident.area.name]
                    .filter(Boolean)
                    .join(' · ')}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
};
