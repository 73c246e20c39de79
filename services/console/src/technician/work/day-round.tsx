import type { WorkView } from '@varde/contracts';
import { type MouseEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { usePageParts } from '../../components/desk-context.tsx';
import { timeSince } from '../../view/clock-time.ts';
import { Go } from '../parts/go.tsx';
import { Sign } from '../parts/sign.tsx';
import { useTechnician, useTechnicianMe } from '../parts/technician-context.tsx';
import { byArea, moved, readOrder, type Visit, visitsOf } from './round.ts';
import { useWorkWords } from './work-words.ts';

const Stop = (props: {
  readonly visit: Visit;
  readonly place: number;
  readonly of: number;
  move(step: 1 | -1): void;
}) => {
  const { t, workTitle, workDevice, areaOf } = useWorkWords();
  const { visit, place, of } = props;
  /** A row that moves in the page loses the focus: the button that moved it has it again. */
  const move = (event: MouseEvent<HTMLButtonElement>, step: 1 | -1) => {
    const button = event.currentTarget;
    props.move(step);
    requestAnimationFrame(() => button.focus());
  };
  const address = visit.address ?? t('work.noAddress');
  return (
    <li className="stop">
      <span className="stop-place">{place}</span>
      <div>
        <b>{address}</b>
        <small>{areaOf(visit.areaId)?.name}</small>
      </div>
      <div className="stop-moves">
        <button
          type="button"
          className="quiet-button"
          aria-label={t('round.up', { address })}
          aria-disabled={place === 1}
          onClick={(event) => move(event, -1)}
        >
          <Sign name="up" />
        </button>
        <button
          type="button"
          className="quiet-button"
          aria-label={t('round.down', { address })}
          aria-disabled={place === of}
          onClick={(event) => move(event, 1)}
        >
          <Sign name="down" />
        </button>
      </div>
      <ul>
        {visit.work.map((work) => (
          <li key={work.key}>
            {work.device === undefined ? (
              workTitle(work)
            ) : (
              <Go to={{ page: 'device', id: work.device.id }}>
                {workTitle(work)}: {workDevice(work)}
              </Go>
            )}
          </li>
        ))}
      </ul>
    </li>
  );
};

/** What is taken along on paper: the same stops area by area, with room to write. */
const OnPaper = ({ visits, name }: { readonly visits: readonly Visit[]; readonly name: string }) => {
  const { t, workTitle, workDevice, areaOf, language } = useWorkWords();
  const { clock } = usePageParts();
  return (
    <div className="on-paper" aria-hidden="true">
      <p className="paper-title">{t('round.paper', { name, at: timeSince(clock.now(), 0, language) })}</p>
      {byArea(visits).map((area) => (
        <div key={area.areaId ?? ''}>
          <p className="paper-area">{areaOf(area.areaId)?.name ?? t('work.noAddress')}</p>
          {area.visits.map((visit) => (
            <div key={visit.key} className="paper-stop">
              <b>{visit.address ?? t('work.noAddress')}</b>
              {visit.work.map((work) => (
                <p key={work.key}>
                  ☐ {[workTitle(work), workDevice(work), work.place, work.comment?.text].filter(Boolean).join(' · ')}
                </p>
              ))}
            </div>
          ))}
        </div>
      ))}
    </div>
  );
};

/** The order of a day's stops: what I have taken, moved up and down as I like, and kept on this machine. */
export const DayRound = ({ work }: { readonly work: readonly WorkView[] }) => {
  const { t } = useWorkWords();
  const { kept } = useTechnician();
  const me = useTechnicianMe();
  const keptAs = `round.${me.id}`;
  const [order, setOrder] = useState(() => readOrder(kept.read(keptAs)));
  const [said, setSaid] = useState('');
  const visits = visitsOf(work, me.id, order);
  const keys = visits.map((visit) => visit.key);

  const move = (visit: Visit, step: 1 | -1) => {
    const next = moved(keys, visit.key, step);
    if (next === keys) return;
    kept.write(keptAs, next);
    setOrder(next);
    setSaid(t('round.moved', { address: visit.address ?? t('work.noAddress'), place: next.indexOf(visit.key) + 1 }));
  };
  return (
    <section className="round" aria-label={t('round.title')}>
      <div className="round-head">
        <h2>{t('round.title')}</h2>
        {visits.length > 0 && (
          <Button variant="secondary" data-color="neutral" onClick={() => print()}>
            <Sign name="print" /> {t('round.print')}
          </Button>
        )}
      </div>
      {visits.length === 0 && <p className="quiet">{t('round.empty')}</p>}
      <ol>
        {visits.map((visit, index) => (
          <Stop key={visit.key} visit={visit} place={index + 1} of={visits.length} move={(step) => move(visit, step)} />
        ))}
      </ol>
      <p className="ds-sr-only" aria-live="polite">
        {said}
      </p>
      <OnPaper visits={visits} name={me.name} />
    </section>
  );
};
