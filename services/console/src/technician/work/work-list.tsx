import type { WorkView } from '@varde/contracts';
import { useState } from 'react';
import { Brand } from '../../components/brand.tsx';
import { Button } from '../../components/button.tsx';
import { Go } from '../parts/go.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { byLevel } from './group-work.ts';
import { LevelSign } from './level-sign.tsx';
import { WorkRow } from './work-row.tsx';

/** Nothing to do: says how something gets here. */
const NoWork = (props: { readonly isFiltered: boolean; showAll(): void }) => {
  const { t } = useTechnicianWords();
  if (props.isFiltered)
    return (
      <div className="empty">
        <h2>{t('work.noneHere')}</h2>
        <p>{t('work.noneHereText')}</p>
        <Button variant="secondary" data-color="neutral" onClick={props.showAll}>
          {t('work.showAll')}
        </Button>
      </div>
    );
  return (
    <div className="empty">
      <Brand />
      <h2>{t('work.none')}</h2>
      <p>{t('work.noneText')}</p>
      <Go to={{ page: 'find', scan: true }} className="ds-button" data-variant="secondary" data-color="neutral">
        {t('tech.scanDevice')}
      </Go>
    </div>
  );
};

/** By what hangs on it: three levels, in words, one row open at a time. */
export const WorkList = (props: {
  readonly work: readonly WorkView[];
  readonly isFiltered: boolean;
  showAll(): void;
}) => {
  const { t } = useTechnicianWords();
  const [open, setOpen] = useState<string>();
  if (props.work.length === 0) return <NoWork isFiltered={props.isFiltered} showAll={props.showAll} />;
  return (
    <>
      {byLevel(props.work).map(({ level, work }) => (
        <section key={level} className="work-group">
          <h2>
            <LevelSign level={level} />
            {t(`work.level.${level}.title`)} <span>{work.length}</span>
            <small>{t(`work.level.${level}.text`)}</small>
          </h2>
          <ul aria-label={t(`work.level.${level}.title`)}>
            {work.map((one) => (
              <WorkRow
                key={one.key}
                work={one}
                open={open === one.key}
                toggle={() => setOpen(open === one.key ? undefined : one.key)}
              />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
};
