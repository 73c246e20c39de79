import type { DeviceView } from '@varde/contracts';
import { maySignIn } from '@varde/domain';
import { useState } from 'react';
import { Button } from '../../components/button.tsx';
import { waitingFor } from '../outbox/outbox.ts';
import { Go } from '../parts/go.tsx';
import { Screen } from '../parts/screen.tsx';
import { Sign } from '../parts/sign.tsx';
import { useDevice, useTechnicianState } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { CredentialDialog } from './credential-dialog.tsx';
import { type AskedStep, askedStepsOf, type Loud, loudStep } from './device-deed.ts';
import { FunctionsCard } from './functions-card.tsx';
import { HealthCard } from './health-card.tsx';
import { StepDialog } from './step-dialog.tsx';
import { WhereCard } from './where-card.tsx';

const BACK = { page: 'work' } as const;

const LoudStep = ({
  device,
  loud,
  ask,
}: {
  readonly device: DeviceView;
  readonly loud: Loud;
  ask(step: AskedStep): void;
}) => {
  const { t } = useTechnicianWords();
  if (loud === 'install' || loud === 'test')
    return (
      <Go to={{ page: loud, id: device.id }} className="ds-button" data-variant="primary">
        {t(`device.${loud}`)}
      </Go>
    );
  return <Button onClick={() => ask(loud)}>{t(`deed.${loud}`)}</Button>;
};

/** Done here, and not yet known to Varde. */
const OnItsWay = ({ device }: { readonly device: DeviceView }) => {
  const { t } = useTechnicianWords();
  const outbox = useTechnicianState((state) => state.outbox);
  const waiting = waitingFor(outbox, device.id).filter((entry) => entry.sends > 0);
  if (waiting.length === 0) return null;
  return (
    <p className="bar" role="status">
      <Sign name="wait" />
      <span>{t('device.onItsWay', { what: waiting.map((entry) => t(`deed.${entry.kind}`)).join(', ') })}</span>
    </p>
  );
};

const Known = ({ device }: { readonly device: DeviceView }) => {
  const { t, deviceLabel } = useTechnicianWords();
  const [asking, setAsking] = useState<AskedStep | 'credential'>();
  const loud = loudStep(device);
  const others = askedStepsOf(device).filter((step) => step !== loud);
  const isTestable = device.steps.includes('return') && loud !== 'test';
  return (
    <Screen
      wide
      title={deviceLabel(device)}
      about={device.serial}
      back={{ to: BACK, label: t('tech.work') }}
      foot={
        loud !== undefined && (
          <>
            <LoudStep device={device} loud={loud} ask={setAsking} />
            {isTestable && (
              <Go
                to={{ page: 'test', id: device.id }}
                className="ds-button"
                data-variant="secondary"
                data-color="neutral"
              >
                {t('device.test')}
              </Go>
            )}
          </>
        )
      }
    >
      <OnItsWay device={device} />
      <div className="device">
        <div className="card-stack">
          <WhereCard device={device} />
          <FunctionsCard device={device} />
        </div>
        <div className="card-stack">
          <HealthCard device={device} />
          {device.steps.length > 0 && (
            <section className="card">
              <h2>{t('device.more')}</h2>
              <ul className="step-list">
                {others.map((step) => (
                  <li key={step}>
                    <button type="button" onClick={() => setAsking(step)}>
                      {t(`deed.${step}`)} <Sign name="next" />
                    </button>
                  </li>
                ))}
                {maySignIn(device.state) && (
                  <li>
                    <button type="button" onClick={() => setAsking('credential')}>
                      {t('credential.title')} <Sign name="next" />
                    </button>
                  </li>
                )}
              </ul>
            </section>
          )}
        </div>
      </div>
      {asking === 'credential' && <CredentialDialog device={device} close={() => setAsking(undefined)} />}
      {asking !== undefined && asking !== 'credential' && (
        <StepDialog device={device} step={asking} close={() => setAsking(undefined)} />
      )}
    </Screen>
  );
};

/** One device: what it is, where it is, how it fares, and what can be done with it next. */
export const DevicePage = ({ id }: { readonly id: string }) => {
  const { t } = useTechnicianWords();
  const { device, missing } = useDevice(id);
  const lost = useTechnicianState((state) => state.contact.kind === 'lost');
  if (device !== undefined) return <Known device={device} />;
  return (
    <Screen title={t('device.title')} back={{ to: BACK, label: t('tech.work') }}>
      <p role="status">{t(missing ? 'device.none' : lost ? 'device.notHere' : 'tech.loading')}</p>
    </Screen>
  );
};
