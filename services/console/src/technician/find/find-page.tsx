import type { FoundView } from '@varde/contracts';
import { useEffect, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import type { Route } from '../core/route.ts';
import { Go } from '../parts/go.tsx';
import { Screen } from '../parts/screen.tsx';
import { Sign } from '../parts/sign.tsx';
import { useRouter, useTechnician } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { ScanPane } from './scan-pane.tsx';

const SHORTEST = 2;
const PAUSE_MS = 250;

const routeOf = ({ type, id, deviceId, residentId }: FoundView): Route | undefined => {
  if (type === 'device') return { page: 'device', id: deviceId ?? id };
  if (type === 'resident') return { page: 'resident', id: residentId ?? id };
  if (residentId !== undefined) return { page: 'resident', id: residentId };
  return deviceId === undefined ? undefined : { page: 'device', id: deviceId };
};

const HitSign = ({ type }: Pick<FoundView, 'type'>) => {
  switch (type) {
    case 'device':
      return <Icon name="technical" />;
    case 'resident':
      return <Icon name="person" />;
    case 'home':
      return <Sign name="home" />;
    case 'decision':
      return <Sign name="note" />;
  }
};

const Hit = ({ found }: { readonly found: FoundView }) => {
  const { t } = useTechnicianWords();
  const to = routeOf(found);
  const words = (
    <>
      <HitSign type={found.type} />
      <span>
        <b>{found.title}</b>
        <small>
          {t(`find.type.${found.type}`)}
          {found.detail !== '' && ` · ${found.detail}`}
        </small>
      </span>
    </>
  );
  return <li>{to === undefined ? <span className="hit-still">{words}</span> : <Go to={to}>{words}</Go>}</li>;
};

/** Asks when the typing pauses; what was found last stays until something else is. */
const Hits = ({ words }: { readonly words: string }) => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const isEnough = words.length >= SHORTEST;
  const { value, failed } = useAsked(isEnough ? words : undefined, () => api.find(words), 'find');
  const said = () => {
    if (!isEnough) return t('find.hint');
    if (failed) return t('find.failed');
    if (value === undefined) return t('find.looking');
    return value.items.length === 0 ? t('find.none', { words }) : t('find.count', { count: value.items.length });
  };
  return (
    <>
      <p role="status" className="quiet">
        {said()}
      </p>
      <ul className="hits" aria-label={t('find.hits')}>
        {(value?.items ?? []).map((found) => (
          <Hit key={`${found.type} ${found.id}`} found={found} />
        ))}
      </ul>
    </>
  );
};

export const FindPage = ({ words, scan }: { readonly words: string; readonly scan: boolean }) => {
  const { t } = useTechnicianWords();
  const router = useRouter();
  const [typed, setTyped] = useState(words);
  useEffect(() => {
    if (scan || typed.trim() === words) return undefined;
    const timer = setTimeout(() => {
      router.go({ page: 'find', ...(typed.trim() === '' ? {} : { words: typed.trim() }) }, { replace: true });
    }, PAUSE_MS);
    return () => clearTimeout(timer);
  }, [typed, words, scan, router]);
  if (scan)
    return (
      <Screen title={t('scan.title')}>
        <ScanPane />
      </Screen>
    );
  return (
    <Screen title={t('find.title')}>
      <search className="find-form">
        <label className="field">
          {t('find.label')}
          <input
            type="search"
            className="ds-input"
            autoComplete="off"
            enterKeyHint="search"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
      </search>
      <Hits words={words} />
    </Screen>
  );
};
