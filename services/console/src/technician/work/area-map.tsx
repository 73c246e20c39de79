import type { WorkView } from '@varde/contracts';
import type { AreaView } from '../core/technician-state.ts';
import { Sign } from '../parts/sign.tsx';
import { useTechnicianState } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { type AreaCount, countByArea, LEVELS, type WorkFilter } from './group-work.ts';
import { LevelSign } from './level-sign.tsx';

const NONE: AreaCount = { id: '', levels: { 3: 0, 2: 0, 1: 0 }, all: 0 };

const Tile = (props: { readonly area: AreaView; readonly count: AreaCount; readonly here: boolean; press(): void }) => {
  const { t } = useTechnicianWords();
  const { area, count, here } = props;
  return (
    <button type="button" className="area-tile" aria-pressed={here} data-empty={count.all === 0} onClick={props.press}>
      <span className="area-name">{area.name}</span>
      <b>{count.all}</b>
      <span className="area-levels">
        {LEVELS.filter((level) => count.levels[level] > 0).map((level) => (
          <span key={level}>
            <LevelSign level={level} />
            {count.levels[level]}
            <span className="ds-sr-only">{t(`work.level.${level}.title`)}</span>
          </span>
        ))}
      </span>
    </button>
  );
};

/**
 * A scheme, not a map: the areas with how much there is in each, and the islands across the water. Tiles from elsewhere
 * would tell somebody else where our residents live.
 */
export const AreaMap = (props: {
  readonly work: readonly WorkView[];
  readonly filter: WorkFilter;
  show(filter: WorkFilter): void;
}) => {
  const { t } = useTechnicianWords();
  const areas = useTechnicianState((state) => state.areas);
  const counts = countByArea(props.work);
  const { area: chosen, ...rest } = props.filter;
  const tile = (area: AreaView) => (
    <Tile
      key={area.id}
      area={area}
      count={counts.get(area.id) ?? NONE}
      here={chosen === area.id}
      press={() => props.show(chosen === area.id ? rest : { ...rest, area: area.id })}
    />
  );
  const islands = areas.filter((area) => area.island);
  const elsewhere = counts.get('')?.all ?? 0;
  return (
    <section className="area-map" aria-label={t('work.views.map')}>
      <h2>{t('work.views.map')}</h2>
      <div className="area-land">{areas.filter((area) => !area.island).map(tile)}</div>
      {islands.length > 0 && (
        <>
          <p className="area-water">
            <Sign name="boat" /> {t('work.byBoat')}
          </p>
          <div className="area-land">{islands.map(tile)}</div>
        </>
      )}
      {elsewhere > 0 && <p className="quiet">{t('work.noArea', { count: elsewhere })}</p>}
    </section>
  );
};
