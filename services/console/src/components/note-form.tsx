import type { AlarmView } from '@varde/contracts';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { Button } from './button.tsx';
import { useDesk } from './desk-context.tsx';
import { Cap, KeyCap } from './key-cap.tsx';
import { NOTE_FIELD, useAllowed } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

/** Enter saves, Shift+Enter is a new line. What is not saved stays in the field. */
export const NoteForm = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const desk = useDesk();
  const allowed = useAllowed(alarm);
  const [text, setText] = useState('');
  if (!allowed.has('note')) return null;

  const save = async (event?: FormEvent) => {
    event?.preventDefault();
    if (text.trim() === '') return;
    if (await desk.command(alarm, { path: 'note', body: { text: text.trim() } })) {
      // What was written while it was on its way is not saved yet.
      setText((now) => (now === text ? '' : now));
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void save();
  };
  return (
    <form className="note-form" onSubmit={save}>
      <label htmlFor={NOTE_FIELD} className="ds-sr-only">
        {t('note.label')}
      </label>
      <textarea
        id={NOTE_FIELD}
        className="ds-input"
        rows={1}
        maxLength={4_000}
        placeholder={t('note.hint')}
        aria-keyshortcuts="N"
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={onKeyDown}
      />
      {text === '' ? (
        <KeyCap command="note" />
      ) : (
        <Button type="submit" variant="secondary" data-color="neutral">
          {t('note.save')} <Cap>Enter</Cap>
        </Button>
      )}
    </form>
  );
};
