import type { DeviceView } from '@varde/contracts';
import { useState } from 'react';
import { Dialog } from '../parts/dialog.tsx';
import { type Picked, ResidentPicker } from '../parts/resident-picker.tsx';
import { useRouter, useTechnician } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { type Answers, type AskedStep, bodyOf, FIELDS, type Field, isReady, stepDeed } from './device-deed.ts';
import { SwapField } from './swap-field.tsx';

type FieldProps = {
  readonly device: DeviceView;
  readonly field: Field;
  readonly answer: string | boolean | undefined;
  answered(answer: string | boolean | undefined): void;
};

const Asked = ({ device, field, answer, answered }: FieldProps) => {
  const { t } = useTechnicianWords();
  const [picked, setPicked] = useState<Picked>();
  const text = typeof answer === 'string' ? answer : '';
  switch (field) {
    case 'battery':
      return (
        <label className="choice">
          <input
            type="checkbox"
            className="ds-input"
            data-first
            checked={answer === true}
            onChange={(event) => answered(event.target.checked)}
          />
          {t('step.field.battery')}
        </label>
      );
    case 'residentId':
      return (
        <ResidentPicker
          picked={picked}
          pick={(resident) => {
            setPicked(resident);
            answered(resident.id);
          }}
        />
      );
    case 'with':
      return <SwapField device={device} found={(next) => answered(next?.id)} />;
    case 'note':
    case 'reason':
      return (
        <label className="field">
          {t(`step.field.${field}`)}
          <textarea
            className="ds-input"
            rows={2}
            maxLength={500}
            data-first={field === 'reason' ? true : undefined}
            value={text}
            onChange={(event) => answered(event.target.value)}
          />
        </label>
      );
    case 'sim':
    case 'location':
    case 'appointmentAt':
      return (
        <label className="field">
          {t(`step.field.${field}`)}
          <input
            className="ds-input"
            type={field === 'appointmentAt' ? 'datetime-local' : 'text'}
            inputMode={field === 'sim' ? 'numeric' : undefined}
            pattern={field === 'sim' ? '[0-9 ]{18,26}' : undefined}
            maxLength={100}
            autoComplete="off"
            value={text}
            onChange={(event) => answered(event.target.value)}
          />
        </label>
      );
  }
};

/** A step, and what it asks. Done here it is done: the phone sends it when it can. */
export const StepDialog = (props: { readonly device: DeviceView; readonly step: AskedStep; close(): void }) => {
  const { device, step } = props;
  const { t, deviceName } = useTechnicianWords();
  const technician = useTechnician();
  const router = useRouter();
  const [answers, setAnswers] = useState<Answers>({});
  const run = () => {
    technician.doNow(stepDeed(device, deviceName(device), step, bodyOf(step, answers)));
    props.close();
    // What hangs there now is the other one, and it is to be tested.
    if (step === 'swap' && typeof answers.with === 'string') router.go({ page: 'device', id: answers.with });
  };
  return (
    <Dialog
      title={t(`deed.${step}`)}
      submit={{ label: t(`step.submit.${step}`), ready: isReady(step, answers), run }}
      close={props.close}
    >
      <p className="quiet">{t(`step.text.${step}`)}</p>
      {FIELDS[step].map((field: Field) => (
        <Asked
          key={field}
          device={device}
          field={field}
          answer={answers[field]}
          answered={(answer) =>
            setAnswers(({ [field]: _, ...rest }) => (answer === undefined ? rest : { ...rest, [field]: answer }))
          }
        />
      ))}
    </Dialog>
  );
};
