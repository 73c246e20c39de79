import type { AlarmView } from '@varde/contracts';
import { minutes } from '@varde/domain';
import { type KeyboardEvent, useState } from 'react';
import { digitFor } from '../view/closing.ts';
import { ChoiceList } from './choice-list.tsx';
import { useDesk, useDeskParts } from './desk-context.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { isTextField } from './is-text-field.ts';
import { useWords } from './use-words.ts';

const SPANS = ['5', '15', '30', '60'] as const;

export const ShelveDialog = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const desk = useDesk();
  const { clock } = useDeskParts();
  const [span, setSpan] = useState<(typeof SPANS)[number]>('15');
  const [reason, setReason] = useState('');

  const onKey = (event: KeyboardEvent) => {
    if (isTextField(event.target)) return;
    const chosen = SPANS.find((_, index) => digitFor(index) === event.key);
    if (chosen !== undefined) setSpan(chosen);
  };
  const shelve = async () => {
    const until = new Date(clock.now() + minutes(Number(span))).toISOString();
    const done = await desk.command(alarm, { path: 'shelve', body: { until, reason: reason.trim() } });
    if (done) desk.openDialog(undefined);
  };
  return (
    <DialogFrame
      title={t('shelveDialog.title')}
      onKey={onKey}
      submit={{ label: t('shelveDialog.submit'), ready: reason.trim() !== '', run: () => void shelve() }}
    >
      <ChoiceList
        legend={t('shelveDialog.for')}
        name="span"
        choices={SPANS}
        chosen={span}
        digits
        first
        label={(one) => t('shelveDialog.minutes', { count: Number(one) })}
        choose={setSpan}
      />
      <label className="field">
        {t('shelveDialog.reason')}
        <input
          className="ds-input"
          maxLength={500}
          required
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        <small>{t('shelveDialog.reasonNeeded')}</small>
      </label>
    </DialogFrame>
  );
};
