import { type FormEvent, useEffect, useEffectEvent, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { Go } from '../parts/go.tsx';
import { useRouter, useTechnician } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { type Lookup, lookUp } from './look-up.ts';
import { canScan, startScan } from './scan-codes.ts';
import { serialOf } from './serial-of.ts';

/** What the camera sees; without one, or without leave to use it, says so and leaves it to typing. */
const Camera = ({ found }: { found(content: string): void }) => {
  const { t } = useTechnicianWords();
  const video = useRef<HTMLVideoElement>(null);
  const [refused, setRefused] = useState(false);
  const onFound = useEffectEvent(found);
  useEffect(() => {
    const screen = video.current;
    if (screen === null || !canScan()) return undefined;
    let gone = false;
    let stop: (() => void) | undefined;
    startScan(screen, (content) => onFound(content)).then(
      (end) => {
        stop = end;
        if (gone) end();
      },
      () => setRefused(true),
    );
    return () => {
      gone = true;
      stop?.();
    };
  }, []);
  if (!canScan()) return <p className="bar">{t('scan.noCamera')}</p>;
  if (refused) return <p className="bar">{t('scan.refused')}</p>;
  return (
    <div className="camera">
      <video ref={video} muted playsInline aria-label={t('scan.camera')} />
      <p>{t('scan.aim')}</p>
    </div>
  );
};

const Outcome = ({ serial, lookup }: { readonly serial: string; readonly lookup: Lookup }) => {
  const { t, deviceName } = useTechnicianWords();
  switch (lookup.kind) {
    case 'one':
      return null;
    case 'several':
      return (
        <>
          <p>{t('scan.several', { serial })}</p>
          <ul className="hits">
            {lookup.devices.map((device) => (
              <li key={device.id}>
                <Go to={{ page: 'device', id: device.id }}>
                  <b>{deviceName(device)}</b>
                  <small>{t(`state.${device.state}`)}</small>
                </Go>
              </li>
            ))}
          </ul>
        </>
      );
    case 'none':
      return <p>{t('scan.none', { serial })}</p>;
    case 'unreachable':
      return <p>{t('scan.unreachable')}</p>;
  }
};

/** The code on the device leads to its page: by the camera, or typed off it. */
export const ScanPane = () => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const router = useRouter();
  const [typed, setTyped] = useState('');
  const [asked, setAsked] = useState<{ readonly serial: string; readonly lookup: Lookup }>();
  const asking = useRef<string>(undefined);

  const look = async (content: string): Promise<void> => {
    const serial = serialOf(content);
    if (serial === undefined || asking.current === serial) return;
    asking.current = serial;
    const lookup = await lookUp(api, serial);
    if (lookup.kind === 'one') return router.go({ page: 'device', id: lookup.device.id }, { replace: true });
    setAsked({ serial, lookup });
    // The camera still sees the same code: asking again at once would not help. Typing it again may.
    if (lookup.kind === 'unreachable') asking.current = undefined;
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    asking.current = undefined;
    void look(typed);
  };
  return (
    <>
      <Camera found={(content) => void look(content)} />
      <form className="find-form" onSubmit={submit}>
        <label className="field">
          {t('scan.type')}
          <input
            className="ds-input"
            autoCapitalize="characters"
            autoComplete="off"
            spellCheck={false}
            enterKeyHint="go"
            value={typed}
            onChange={(event) => setTyped(event.target.value)}
          />
        </label>
        <Button type="submit" aria-disabled={typed.trim() === ''}>
          {t('scan.go')}
        </Button>
      </form>
      <div role="status">{asked !== undefined && <Outcome serial={asked.serial} lookup={asked.lookup} />}</div>
    </>
  );
};
