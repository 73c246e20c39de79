import type { DeviceView } from '@varde/contracts';
import type { ParseKeys } from 'i18next';
import { useState } from 'react';
import { usePageParts, useSecond } from '../../components/desk-context.tsx';
import { Icon } from '../../components/icon.tsx';
import { timeOfDay } from '../../view/clock-time.ts';
import { waitingFor } from '../outbox/outbox.ts';
import { Go } from '../parts/go.tsx';
import { Screen } from '../parts/screen.tsx';
import { Sign } from '../parts/sign.tsx';
import { useDevice, useTechnician, useTechnicianState } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { PhaseButton, PhaseNote } from './phase-parts.tsx';
import { StationList } from './station-list.tsx';
import { awaited, share, stationsOf, type TestPhase, testPhase } from './test-phase.ts';
import { useDeviceTest } from './use-device-test.ts';

const TROUBLES: ReadonlySet<string> = new Set([
  'unreachable',
  'step-out-of-order',
  'device-retired',
  'alarm-taken',
  'alarm-closed',
]);

/** When something is still to come by itself. */
const UNDER_WAY: readonly TestPhase['kind'][] = ['press', 'confirm', 'under-way', 'stuck'];

const Live = ({ device, resident }: { readonly device: DeviceView; readonly resident: string | undefined }) => {
  const { t, deviceName } = useTechnicianWords();
  const { clock } = usePageParts();
  useSecond();
  const live = useDeviceTest(device.id);
  const phase = testPhase(live.test, clock.now());
  const stations = stationsOf(live.test);
  const { passed, of } = share(stations);
  const isUnderWay = UNDER_WAY.includes(phase.kind);
  // Seconds count when it is to be confirmed, with contact or without: that stays.
  const isDeaf = live.lostSince !== undefined && live.trouble === undefined && phase.kind !== 'confirm';
  const triage = phase.kind === 'confirm' ? live.test?.alarm?.colour : undefined;
  return (
    <Screen
      title={t('device.test')}
      about={[deviceName(device), resident, device.place].filter(Boolean).join(' · ')}
      back={{ to: { page: 'device', id: device.id }, label: t('test.toDevice') }}
      progress={{ done: passed, of, label: t('test.progress', { n: passed, of }) }}
      foot={
        <>
          <p role="status" className="foot-note">
            {live.trouble !== undefined &&
              (TROUBLES.has(live.trouble)
                ? t(`test.trouble.${live.trouble}` as ParseKeys)
                : t('test.trouble.other', { code: live.trouble }))}
          </p>
          <PhaseButton phase={phase} device={device} live={live} />
        </>
      }
    >
      <div
        className="phase"
        data-phase={isDeaf ? 'lost' : phase.kind}
        data-triage={triage}
        role={triage === undefined ? 'status' : 'alert'}
      >
        {isDeaf ? (
          <p>{t('test.lost', { time: timeOfDay(live.lostSince ?? 0) })}</p>
        ) : (
          <PhaseNote phase={phase} device={device} live={live} />
        )}
      </div>
      <StationList stations={stations} test={live.test} awaited={isUnderWay ? awaited(stations) : undefined} />
    </Screen>
  );
};

/** In service: nothing more to do here. */
const Done = ({ device, resident }: { readonly device: DeviceView; readonly resident: string | undefined }) => {
  const { t, deviceName } = useTechnicianWords();
  return (
    <Screen
      title={t('test.done')}
      about={[deviceName(device), resident, device.place].filter(Boolean).join(' · ')}
      foot={
        <>
          <Go to={{ page: 'work' }} className="ds-button" data-variant="primary">
            {t('tech.toWork')}
          </Go>
          <Go
            to={{ page: 'device', id: device.id }}
            className="ds-button"
            data-variant="secondary"
            data-color="neutral"
          >
            {t('test.toDevice')}
          </Go>
        </>
      }
    >
      <p className="done-mark">
        <Icon name="check" />
      </p>
      <p>{t('test.doneText')}</p>
    </Screen>
  );
};

/** The installation is still on the phone: what Varde does not know of it cannot be tested. */
const NotSent = ({ device }: { readonly device: DeviceView }) => {
  const { t, deviceName } = useTechnicianWords();
  const lost = useTechnicianState((state) => state.contact.kind === 'lost');
  return (
    <Screen
      title={t('device.test')}
      about={deviceName(device)}
      back={{ to: { page: 'device', id: device.id }, label: t('test.toDevice') }}
    >
      <p className="bar" role="status">
        <Sign name="phone" />
        <span>{t(lost ? 'test.notSent' : 'tech.loading')}</span>
      </p>
    </Screen>
  );
};

/** It was only mounted when the page opened, and is in service now. */
const usePutInServiceHere = (state: DeviceView['state'] | undefined): boolean => {
  const [first, setFirst] = useState(state);
  if (first === undefined && state !== undefined) setFirst(state);
  return first !== 'in-service' && state === 'in-service';
};

export const TestPage = ({ id }: { readonly id: string }) => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const { device, missing } = useDevice(id);
  const outbox = useTechnicianState((state) => state.outbox);
  const residentId = device?.residentId;
  const { value: resident } = useAsked(residentId, () => api.resident(residentId ?? ''));
  const waiting = waitingFor(outbox, id);
  const isPutInService = usePutInServiceHere(device?.state);
  if (device === undefined)
    return (
      <Screen title={t('device.test')} back={{ to: { page: 'work' }, label: t('tech.work') }}>
        <p role="status">{t(missing ? 'device.none' : 'tech.loading')}</p>
      </Screen>
    );
  if (waiting.some((entry) => entry.kind === 'pass-test') || isPutInService)
    return <Done device={device} resident={resident?.name} />;
  if (waiting.some((entry) => entry.kind === 'install' || entry.kind === 'prepare')) return <NotSent device={device} />;
  return <Live device={device} resident={resident?.name} />;
};
