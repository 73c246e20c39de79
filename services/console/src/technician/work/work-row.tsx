import type { WorkView } from '@varde/contracts';
import { useId } from 'react';
import { useSecond } from '../../components/desk-context.tsx';
import { Icon } from '../../components/icon.tsx';
import { shortDate } from '../../view/clock-time.ts';
import { Sign } from '../parts/sign.tsx';
import { useTechnicianMe } from '../parts/technician-context.tsx';
import { ageOf } from './age-of.ts';
import { WorkActions } from './work-actions.tsx';
import { useWorkWords } from './work-words.ts';

const Comment = ({ comment }: { readonly comment: NonNullable<WorkView['comment']> }) => {
  const { t, language } = useWorkWords();
  const when = shortDate(Date.parse(comment.at), language);
  return (
    <span className="work-comment" data-stale={comment.stale}>
      <Sign name="note" />
      <span>
        {comment.text}
        <small>
          {comment.by.name}, {when}
          {comment.stale && ` · ${t('work.stale')}`}
        </small>
      </span>
    </span>
  );
};

/** How long it has waited, or by when it was to be done. */
const When = ({ work }: { readonly work: WorkView }) => {
  const { t, language } = useWorkWords();
  const now = useSecond();
  const { unit, n } = ageOf(Date.parse(work.due ?? work.since), now);
  const day = shortDate(Date.parse(work.due ?? work.since), language);
  if (work.due === undefined)
    return <>{unit === 'now' ? t('work.justNow') : t('work.since', { age: t(`work.age.${unit}`, { count: n }) })}</>;
  return <>{Date.parse(work.due) < now ? t('work.overdue', { day }) : t('work.due', { day })}</>;
};

export const WorkRow = (props: { readonly work: WorkView; readonly open: boolean; toggle(): void }) => {
  const { work, open } = props;
  const { t, workTitle, workDevice, workPlace, areaOf } = useWorkWords();
  const me = useTechnicianMe();
  const panel = useId();
  const mine = work.taken?.by.id === me.id;
  const device = workDevice(work);
  const area = areaOf(work.areaId);
  return (
    <li className="work-item" data-open={open} data-mine={mine}>
      <button type="button" className="work-row" aria-expanded={open} aria-controls={panel} onClick={props.toggle}>
        <span className="work-what">
          <b>{workTitle(work)}</b>
          <span>{device ?? t('work.manyDevices')}</span>
        </span>
        <span className="work-where">
          <span>{workPlace(work)}</span>
          {area !== undefined && <span className="quiet">{area.name}</span>}
        </span>
        <span className="work-when">
          <span>
            {area !== undefined && <span className="work-area">{area.name} · </span>}
            <When work={work} />
          </span>
          {work.taken !== undefined && (
            <span className="work-taken">
              <Icon name="person" />
              {mine ? t('work.mine') : work.taken.by.name}
            </span>
          )}
        </span>
        {work.comment !== undefined && <Comment comment={work.comment} />}
        <Icon name="chevron" />
      </button>
      <div id={panel} className="work-panel" hidden={!open}>
        {open && <WorkActions work={work} mine={mine} />}
      </div>
    </li>
  );
};
