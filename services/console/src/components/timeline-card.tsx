import type { AlarmDetailView, AlarmView } from '@varde/contracts';
import { useState } from 'react';
import { timeSince } from '../view/clock-time.ts';
import { composeTimeline, type TimelineEntry } from '../view/timeline.ts';
import { Button } from './button.tsx';
import { useDesk, useSecond } from './desk-context.tsx';
import { NoteForm } from './note-form.tsx';
import { useChangeSentence } from './use-change-sentence.ts';
import { useWords } from './use-words.ts';

/** More than this of what went before is kept folded: the eye wants the alarm. */
const SHOWN = 12;

const Entry = ({ entry }: { readonly entry: TimelineEntry }) => {
  const { kindLabel, language } = useWords();
  const now = useSecond();
  const changeSentence = useChangeSentence();
  return (
    <li data-tone={entry.tone}>
      <time dateTime={entry.at}>{timeSince(Date.parse(entry.at), now, language)}</time>
      <i aria-hidden="true" />
      <span>{entry.kind === 'event' ? kindLabel(entry.event) : changeSentence(entry.change)}</span>
    </li>
  );
};

const Entries = ({ detail }: { readonly detail: AlarmDetailView }) => {
  const { t } = useWords();
  const [all, setAll] = useState(false);
  const entries = composeTimeline(detail);
  const folded = all ? 0 : Math.max(0, entries.length - SHOWN);
  return (
    <>
      {folded > 0 && (
        <button type="button" className="quiet-button" onClick={() => setAll(true)}>
          {t('detail.earlier', { count: folded })}
        </button>
      )}
      <ol className="timeline">
        {entries.slice(folded).map((entry) => (
          <Entry key={entry.key} entry={entry} />
        ))}
      </ol>
    </>
  );
};

export const TimelineCard = (props: {
  readonly alarm: AlarmView;
  readonly detail: AlarmDetailView | undefined;
  readonly failed: boolean;
}) => {
  const { t } = useWords();
  const desk = useDesk();
  const { alarm, detail, failed } = props;
  return (
    <section className="card" aria-busy={detail === undefined && !failed}>
      <h2>{t('detail.happened')}</h2>
      {failed && (
        <p>
          {t('detail.failed')}{' '}
          <Button variant="tertiary" data-color="neutral" onClick={desk.reloadDetail}>
            {t('detail.retry')}
          </Button>
        </p>
      )}
      {detail !== undefined && <Entries key={alarm.id} detail={detail} />}
      <NoteForm key={`note ${alarm.id}`} alarm={alarm} />
    </section>
  );
};
