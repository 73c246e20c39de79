import type { AlarmView } from '@varde/contracts';
import { ACTIONS, CAUSES } from '@varde/domain';
import { type KeyboardEvent, useState } from 'react';
import { chooseAction, chooseCause, pressInClosing, START_CLOSING } from '../view/closing.ts';
import { ChoiceList } from './choice-list.tsx';
import { useDesk } from './desk-context.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { isTextField } from './is-text-field.ts';
import { useWords } from './use-words.ts';

/** The outcome in two digits and Enter: cause, action. */
export const CloseDialog = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const desk = useDesk();
  const [closing, setClosing] = useState(START_CLOSING);
  const [note, setNote] = useState('');

  const onKey = (event: KeyboardEvent) => {
    if (!isTextField(event.target)) setClosing(pressInClosing(closing, event.key));
  };
  const close = async () => {
    const { cause, action } = closing;
    if (cause === undefined || action === undefined) return;
    const body = { cause, action, ...(note.trim() === '' ? {} : { note: note.trim() }) };
    if (await desk.command(alarm, { path: 'close', body })) desk.openDialog(undefined);
  };
  return (
    <DialogFrame
      title={t('close.title')}
      onKey={onKey}
      submit={{
        label: t('close.submit'),
        ready: closing.cause !== undefined && closing.action !== undefined,
        run: () => void close(),
      }}
    >
      <p className="quiet">{t('close.hint')}</p>
      <div className="choice-columns">
        <ChoiceList
          legend={t('close.cause')}
          name="cause"
          choices={CAUSES}
          chosen={closing.cause}
          digits={closing.step === 'cause'}
          first
          label={(cause) => t(`cause.${cause}`)}
          choose={(cause) => setClosing(chooseCause(closing, cause))}
        />
        <ChoiceList
          legend={t('close.action')}
          name="action"
          choices={ACTIONS}
          chosen={closing.action}
          digits={closing.step === 'action'}
          label={(action) => t(`outcome.${action}`)}
          choose={(action) => setClosing(chooseAction(closing, action))}
        />
      </div>
      <label className="field">
        {t('close.note')}
        <input className="ds-input" maxLength={4_000} value={note} onChange={(event) => setNote(event.target.value)} />
      </label>
    </DialogFrame>
  );
};
