import type { AlarmView } from '@varde/contracts';
import { useState } from 'react';
import { useDesk } from './desk-context.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { useWords } from './use-words.ts';

export const RespondDialog = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const desk = useDesk();
  const [responder, setResponder] = useState('');

  const send = async () => {
    const named = responder.trim();
    const body = { status: 'sent', ...(named === '' ? {} : { responder: named }) } as const;
    if (await desk.command(alarm, { path: 'respond', body })) desk.openDialog(undefined);
  };
  return (
    <DialogFrame
      title={t('respondDialog.title')}
      submit={{ label: t('respondDialog.submit'), ready: true, run: () => void send() }}
    >
      <label className="field">
        {t('respondDialog.who')}
        <input
          className="ds-input"
          data-first
          maxLength={200}
          value={responder}
          onChange={(event) => setResponder(event.target.value)}
        />
        <small>{t('respondDialog.hint')}</small>
      </label>
    </DialogFrame>
  );
};
