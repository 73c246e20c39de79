import type { WorkView } from '@varde/contracts';
import { type FormEvent, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { ALARMS } from '../../view/landing.ts';
import { Go } from '../parts/go.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { workDeed } from './work-deed.ts';
import { useWorkWords } from './work-words.ts';

const COMMENT_LENGTH = 500;

const CommentForm = ({ work, name }: { readonly work: WorkView; readonly name: string }) => {
  const { t } = useWorkWords();
  const technician = useTechnician();
  const [text, setText] = useState('');
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (text.trim() === '') return;
    technician.doNow(workDeed(work, name, 'comment', { text: text.trim() }));
    setText('');
  };
  return (
    <form className="work-comment-form" onSubmit={save}>
      <label className="field">
        {t('work.comment')}
        <textarea
          className="ds-input"
          rows={1}
          maxLength={COMMENT_LENGTH}
          placeholder={t('work.commentHint')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      </label>
      <Button type="submit" variant="secondary" data-color="neutral" aria-disabled={text.trim() === ''}>
        {t('note.save')}
      </Button>
    </form>
  );
};

/** What can be done with an open row; taking it is the loud one, then going to the device. */
export const WorkActions = ({ work, mine }: { readonly work: WorkView; readonly mine: boolean }) => {
  const { t, workTitle, workDevice } = useWorkWords();
  const technician = useTechnician();
  const name = [workTitle(work), workDevice(work)].filter((part) => part !== undefined).join(', ');
  const isFree = work.taken === undefined;
  const act = (kind: 'take' | 'release') => technician.doNow(workDeed(work, name, kind));
  return (
    <>
      <div className="work-buttons">
        {isFree && <Button onClick={() => act('take')}>{t('work.take')}</Button>}
        {work.device !== undefined && (
          <Go
            to={{ page: 'device', id: work.device.id }}
            className="ds-button"
            data-variant={mine ? 'primary' : 'secondary'}
            data-color={mine ? 'accent' : 'neutral'}
          >
            {t('work.openDevice')}
          </Go>
        )}
        {work.device === undefined && (
          <a href={ALARMS} className="ds-button" data-variant="secondary" data-color="neutral">
            {t('work.openAlarm')}
          </a>
        )}
        {mine && (
          <Button variant="secondary" data-color="neutral" onClick={() => act('release')}>
            {t('work.release')}
          </Button>
        )}
      </div>
      <CommentForm work={work} name={name} />
    </>
  );
};
