import type { AlarmView } from '@varde/contracts';
import { COLOURS, type Colour, isMoreUrgent } from '@varde/domain';
import { type KeyboardEvent, useState } from 'react';
import { digitFor } from '../view/closing.ts';
import { ChoiceList } from './choice-list.tsx';
import { useDesk } from './desk-context.tsx';
import { DialogFrame } from './dialog-frame.tsx';
import { isTextField } from './is-text-field.ts';
import { useWords } from './use-words.ts';

/** Up in one key; down asks why. */
export const ColourDialog = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t } = useWords();
  const desk = useDesk();
  const [colour, setColour] = useState<Colour>(alarm.colour);
  const [reason, setReason] = useState('');
  const lowers = isMoreUrgent(alarm.colour, colour);
  const ready = colour !== alarm.colour && (!lowers || reason.trim() !== '');

  const onKey = (event: KeyboardEvent) => {
    if (isTextField(event.target)) return;
    const chosen = COLOURS.find((_, index) => digitFor(index) === event.key);
    if (chosen !== undefined) setColour(chosen);
  };
  const change = async () => {
    const body = { colour, ...(reason.trim() === '' ? {} : { reason: reason.trim() }) };
    if (await desk.command(alarm, { path: 'colour', body })) desk.openDialog(undefined);
  };
  return (
    <DialogFrame
      title={t('colourDialog.title')}
      onKey={onKey}
      submit={{ label: t('colourDialog.submit'), ready, run: () => void change() }}
    >
      <ChoiceList
        legend={t('colourDialog.colour')}
        name="colour"
        choices={COLOURS}
        chosen={colour}
        digits
        first
        label={(one) => (
          <span className="colour-choice" data-triage={one}>
            <i aria-hidden="true" />
            {t(`colour.${one}`)}
          </span>
        )}
        choose={setColour}
      />
      <label className="field">
        {t('colourDialog.reason')}
        <input
          className="ds-input"
          maxLength={500}
          required={lowers}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
        {lowers && <small>{t('colourDialog.reasonNeeded')}</small>}
      </label>
    </DialogFrame>
  );
};
