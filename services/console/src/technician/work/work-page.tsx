import { useEffect, useMemo, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Screen } from '../parts/screen.tsx';
import { Sign } from '../parts/sign.tsx';
import { useRouter, useTechnician, useTechnicianMe, useTechnicianState } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { AreaMap } from './area-map.tsx';
import { DayRound } from './day-round.tsx';
import { filterWork, type WorkFilter, withOutbox } from './group-work.ts';
import { WorkFilters } from './work-filters.tsx';
import { WorkList } from './work-list.tsx';

const AGAIN_MS = 30_000;
const VIEWS = ['list', 'map', 'round'] as const;
type View = (typeof VIEWS)[number];
const SIGNS = { list: 'list', map: 'map', round: 'route' } as const;

/** On a phone one of the three is seen at a time; on a desk all of them stand beside each other. */
const ViewSwitch = ({ view, choose }: { readonly view: View; choose(view: View): void }) => {
  const { t } = useTechnicianWords();
  return (
    <fieldset className="segments view-switch" aria-label={t('work.view')}>
      {VIEWS.map((one) => (
        <button key={one} type="button" aria-pressed={one === view} onClick={() => choose(one)}>
          <Sign name={SIGNS[one]} /> {t(`work.views.${one}`)}
        </button>
      ))}
    </fieldset>
  );
};

/** Asks again now and then while somebody looks. */
const useKeptFresh = (): void => {
  const technician = useTechnician();
  useEffect(() => {
    const ask = () => {
      if (document.visibilityState === 'visible') void technician.loadWork();
    };
    ask();
    const timer = setInterval(ask, AGAIN_MS);
    document.addEventListener('visibilitychange', ask);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', ask);
    };
  }, [technician]);
};

export const WorkPage = ({ filter }: { readonly filter: WorkFilter }) => {
  const { t } = useTechnicianWords();
  const technician = useTechnician();
  const router = useRouter();
  const me = useTechnicianMe();
  const { items, failed } = useTechnicianState((state) => state.work);
  const outbox = useTechnicianState((state) => state.outbox);
  const [view, setView] = useState<View>('list');
  useKeptFresh();
  const work = useMemo(() => withOutbox(items ?? [], outbox, me), [items, outbox, me]);
  const shown = useMemo(() => filterWork(work, filter), [work, filter]);
  const show = (next: WorkFilter) => {
    router.go({ page: 'work', ...next }, { replace: true });
    setView('list');
  };
  return (
    <Screen
      title={t('work.title')}
      wide
      about={items === undefined ? undefined : t('work.count', { count: shown.length })}
    >
      <ViewSwitch view={view} choose={setView} />
      <div className="work" data-view={view}>
        <section className="work-main" aria-label={t('work.views.list')}>
          <WorkFilters work={work} filter={filter} show={show} />
          {items === undefined && !failed && <p className="quiet">{t('tech.loading')}</p>}
          {failed && (
            <div className="bar" role="status">
              <p>{t(items === undefined ? 'work.failed' : 'work.old')}</p>
              <Button variant="secondary" data-color="neutral" onClick={() => void technician.loadWork()}>
                {t('detail.retry')}
              </Button>
            </div>
          )}
          {items !== undefined && (
            <WorkList work={shown} isFiltered={shown.length !== work.length} showAll={() => show({})} />
          )}
        </section>
        <div className="work-side">
          <AreaMap
            work={filterWork(work, filter.kind === undefined ? {} : { kind: filter.kind })}
            filter={filter}
            show={show}
          />
          <DayRound work={work} />
        </div>
      </div>
    </Screen>
  );
};
