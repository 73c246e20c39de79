import type { WorkView } from '@varde/contracts';
import { WORK_KINDS } from '@varde/domain';
import { useTechnicianState } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { kindsIn, type WorkFilter } from './group-work.ts';

const ALL = '';

/** By area and by kind; the choice stands in the address, so that it survives a reload and can be sent to somebody. */
export const WorkFilters = (props: {
  readonly work: readonly WorkView[];
  readonly filter: WorkFilter;
  show(filter: WorkFilter): void;
}) => {
  const { t } = useTechnicianWords();
  const areas = useTechnicianState((state) => state.areas);
  const { filter } = props;
  const kinds = kindsIn(props.work);
  const offered = WORK_KINDS.filter((kind) => kinds.includes(kind) || kind === filter.kind);
  const choose = (area: string | undefined, kind: string | undefined) => {
    const known = WORK_KINDS.find((one) => one === kind);
    props.show({ ...(area ? { area } : {}), ...(known === undefined ? {} : { kind: known }) });
  };
  return (
    <div className="work-filters">
      <label>
        <span>{t('work.area')}</span>
        <select
          className="ds-input"
          value={filter.area ?? ALL}
          onChange={(event) => choose(event.target.value, filter.kind)}
        >
          <option value={ALL}>{t('work.allAreas')}</option>
          {areas.map((area) => (
            <option key={area.id} value={area.id}>
              {area.name}
            </option>
          ))}
        </select>
      </label>
      <label>
        <span>{t('work.what')}</span>
        <select
          className="ds-input"
          value={filter.kind ?? ALL}
          onChange={(event) => choose(filter.area, event.target.value)}
        >
          <option value={ALL}>{t('work.allKinds')}</option>
          {offered.map((kind) => (
            <option key={kind} value={kind}>
              {t(`work.kind.${kind}`)}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
};
