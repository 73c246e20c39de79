import type { DeviceView } from '@varde/contracts';
import { Button } from '../../components/button.tsx';
import { stepDeed } from '../device/device-deed.ts';
import { Go } from '../parts/go.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import type { TestPhase } from './test-phase.ts';
import type { LiveTest } from './use-device-test.ts';

/** Profiles that say of themselves how they are made to speak. */
const PRESSES = [
  'social-alarm',
  'mobile-alarm',
  'fall-sensor',
  'smoke-detector',
  'home-safety-sensor',
  'door-sensor',
  'bed-sensor',
  'room-sensor',
  'medication-dispenser',
  'e-lock',
  'nurse-call',
] as const;

/** What is going on, in one sentence, and what to do. It is told at once: seconds may count. */
export const PhaseNote = ({
  phase,
  device,
  live,
}: {
  readonly phase: TestPhase;
  readonly device: DeviceView;
  readonly live: LiveTest;
}) => {
  const { t } = useTechnicianWords();
  const press = t(`press.${PRESSES.find((profile) => profile === device.profile) ?? 'other'}`);
  switch (phase.kind) {
    case 'start':
      return <p>{t('test.startText')}</p>;
    case 'press':
      return (
        <p>
          <b>{press}</b> {t('test.open', { count: phase.minutesLeft })}
        </p>
      );
    case 'confirm':
      return (
        <p>
          <b>{t('test.confirmText')}</b> {t('test.confirmElse')}
        </p>
      );
    case 'handed-over':
      return <p>{t('test.handedOver')}</p>;
    case 'real':
      return (
        <p>
          <b>{t('test.real', { label: live.test?.real?.label ?? '' })}</b> {t('test.realText')}
        </p>
      );
    case 'under-way':
      return <p>{t('test.open', { count: phase.minutesLeft })}</p>;
    case 'stuck':
      return <p>{t('test.stuck')}</p>;
    case 'ran-out':
      return <p>{t('test.ranOut')}</p>;
    case 'passed':
      return <p>{t(device.steps.includes('pass-test') ? 'test.passedText' : 'test.passedAgain')}</p>;
  }
};

/** The one thing to press, by where the test is. */
export const PhaseButton = ({
  phase,
  device,
  live,
}: {
  readonly phase: TestPhase;
  readonly device: DeviceView;
  readonly live: LiveTest;
}) => {
  const { t, deviceName } = useTechnicianWords();
  const technician = useTechnician();
  switch (phase.kind) {
    case 'start':
    case 'ran-out':
    case 'handed-over':
    case 'real':
    case 'stuck':
      return (
        <Button aria-disabled={live.busy} onClick={() => void live.begin()}>
          {t(phase.kind === 'start' ? 'test.begin' : 'test.again')}
        </Button>
      );
    case 'confirm':
      return (
        <Button aria-disabled={live.busy} onClick={() => void live.confirm(phase.alarmId)}>
          {t('test.wasTheTest')} <span className="seconds-left">{t('span.s', { n: phase.secondsLeft })}</span>
        </Button>
      );
    case 'passed':
      if (!device.steps.includes('pass-test'))
        return (
          <Go to={{ page: 'device', id: device.id }} className="ds-button" data-variant="primary">
            {t('test.toDevice')}
          </Go>
        );
      return (
        <Button onClick={() => technician.doNow(stepDeed(device, deviceName(device), 'pass-test', {}))}>
          {t('deed.pass-test')}
        </Button>
      );
    case 'press':
    case 'under-way':
      return null;
  }
};
