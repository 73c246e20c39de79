import type { DeviceView } from '@varde/contracts';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { lookUp } from '../find/look-up.ts';
import { serialOf } from '../find/serial-of.ts';
import { useTechnician } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';

/** The device that is to take the other's place: by its serial number, and it must be one that can. */
export const SwapField = (props: { readonly device: DeviceView; found(next: DeviceView | undefined): void }) => {
  const { t, deviceName } = useTechnicianWords();
  const { api } = useTechnician();
  const [typed, setTyped] = useState('');
  const [said, setSaid] = useState('');

  const look = async (): Promise<void> => {
    const serial = serialOf(typed);
    if (serial === undefined) return;
    const lookup = await lookUp(api, serial);
    if (lookup.kind !== 'one')
      return setSaid(lookup.kind === 'unreachable' ? t('scan.unreachable') : t('scan.none', { serial }));
    const next = lookup.device;
    if (next.profile !== props.device.profile) return setSaid(t('refused.profile-differs'));
    if (next.state !== 'prepared')
      return setSaid(t('step.notPrepared', { state: t(`state.${next.state}`).toLowerCase() }));
    props.found(next);
    setSaid(t('step.swapWith', { name: deviceName(next) }));
  };
  return (
    <>
      <div className="find-form">
        <label className="field">
          {t('step.field.with')}
          <input
            className="ds-input"
            data-first
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            value={typed}
            onChange={(event) => {
              setTyped(event.target.value);
              setSaid('');
              props.found(undefined);
            }}
          />
        </label>
        <Button variant="secondary" data-color="neutral" onClick={() => void look()}>
          {t('scan.go')}
        </Button>
      </div>
      <p role="status">{said}</p>
    </>
  );
};
