import type { DeviceView } from '@varde/contracts';
import { type ReactNode, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { stepDeed } from '../device/device-deed.ts';
import { Go } from '../parts/go.tsx';
import { Screen } from '../parts/screen.tsx';
import { useRouter, useTechnician, useTechnicianState } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { firstUnanswered, installBody, isAnswered, questionsFor } from './draft.ts';
import type { Question } from './question.ts';
import { ChecksQuestion, ConfirmQuestion, PlaceQuestion, ReadyQuestion, ResidentQuestion } from './questions.tsx';
import { type Installation, useInstallation } from './use-installation.ts';

const About = ({ device, draft }: { readonly device: DeviceView; readonly draft: Installation['draft'] }) => {
  const { deviceName } = useTechnicianWords();
  return <>{[deviceName(device), draft.resident?.name, draft.place].filter(Boolean).join(' · ')}</>;
};

/** It hangs there: on to the test, which is what makes it count. */
const Installed = ({ device, draft }: { readonly device: DeviceView; readonly draft: Installation['draft'] }) => {
  const { t } = useTechnicianWords();
  return (
    <Screen
      title={t('install.there')}
      about={<About device={device} draft={draft} />}
      foot={
        <>
          <Go to={{ page: 'test', id: device.id }} className="ds-button" data-variant="primary">
            {t('device.test')}
          </Go>
          <Go
            to={{ page: 'device', id: device.id }}
            className="ds-button"
            data-variant="secondary"
            data-color="neutral"
          >
            {t('install.toDevice')}
          </Go>
        </>
      }
    >
      <p>{t('install.thereText')}</p>
    </Screen>
  );
};

const Asking = (props: {
  readonly installation: Installation;
  readonly device: DeviceView;
  readonly question: Question;
}) => {
  const { device, question, installation } = props;
  const { draft, wasPrepared, isPrepared, keep } = installation;
  const { t, deviceName } = useTechnicianWords();
  const technician = useTechnician();
  const router = useRouter();
  const lost = useTechnicianState((state) => state.contact.kind === 'lost');
  const [sim, setSim] = useState('');
  const [said, setSaid] = useState('');
  const questions = questionsFor(device, wasPrepared);
  const at = Math.max(0, questions.indexOf(question));
  const before = questions[at - 1];
  const after = questions[at + 1];

  const goOn = () => {
    setSaid('');
    if (after !== undefined) router.go({ page: 'install', id: device.id, question: after });
  };
  const next = () => {
    if (question === 'ready' && !isPrepared) {
      const digits = sim.replace(/\s/g, '');
      technician.doNow(stepDeed(device, deviceName(device), 'prepare', digits === '' ? {} : { sim: digits }));
      keep(draft);
      return goOn();
    }
    if (question === 'confirm') {
      if (firstUnanswered(questions, draft, device, isPrepared) !== 'confirm')
        return setSaid(t('install.confirm.missing'));
      technician.doNow(stepDeed(device, deviceName(device), 'install', installBody(draft)));
      return router.go({ page: 'test', id: device.id }, { replace: true });
    }
    if (!isAnswered(question, draft, device, isPrepared)) return setSaid(t(`install.${question}.missing` as const));
    goOn();
  };
  const body = (): ReactNode => {
    switch (question) {
      case 'ready':
        return <ReadyQuestion sim={sim} setSim={setSim} isPrepared={isPrepared} />;
      case 'resident':
        return <ResidentQuestion device={device} draft={draft} keep={keep} />;
      case 'place':
        return <PlaceQuestion draft={draft} keep={keep} />;
      case 'checks':
        return <ChecksQuestion device={device} draft={draft} keep={keep} />;
      case 'confirm':
        return <ConfirmQuestion device={device} draft={draft} />;
    }
  };
  return (
    <Screen
      title={t(`install.${question}.title`)}
      about={<About device={device} draft={draft} />}
      back={
        before === undefined
          ? { to: { page: 'device', id: device.id }, label: t('install.toDevice') }
          : { to: { page: 'install', id: device.id, question: before }, label: t('tech.back') }
      }
      progress={{
        done: at + 1,
        of: questions.length,
        label: t('install.progress', { n: at + 1, of: questions.length }),
      }}
      foot={
        <>
          <p role="status" className="foot-note">
            {said !== '' ? said : lost && question === 'resident' ? t('install.needsContact') : ''}
          </p>
          <Button onClick={next}>{t(`install.${question}.next`)}</Button>
        </>
      }
    >
      {body()}
    </Screen>
  );
};

/** Who, where, what was seen: one question a screen, each answer kept on the phone as it is given. */
export const InstallPage = ({ id, question }: { readonly id: string; readonly question: Question | undefined }) => {
  const { t } = useTechnicianWords();
  const installation = useInstallation(id);
  const { device, draft, missing } = installation;
  if (device === undefined)
    return (
      <Screen title={t('device.install')} back={{ to: { page: 'work' }, label: t('tech.work') }}>
        <p role="status">{t(missing ? 'device.none' : 'tech.loading')}</p>
      </Screen>
    );
  if (installation.isInstalled) return <Installed device={device} draft={draft} />;
  const questions = questionsFor(device, installation.wasPrepared);
  if (!installation.isPrepared && !device.steps.includes('prepare'))
    return (
      <Screen title={t('device.install')} back={{ to: { page: 'device', id }, label: t('install.toDevice') }}>
        <p>{t('refused.step-out-of-order')}</p>
      </Screen>
    );
  const left = firstUnanswered(questions, draft, device, installation.isPrepared);
  // A question that this device is not asked, out of an old address, is no question.
  const asked = question !== undefined && questions.includes(question) ? question : left;
  return <Asking installation={installation} device={device} question={asked} />;
};
