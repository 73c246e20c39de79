import type { DeviceView } from '@varde/contracts';
import type { ParseKeys } from 'i18next';
import { useState } from 'react';
import type { Credential } from '../core/technician-api.ts';
import { Dialog } from '../parts/dialog.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { QrCode } from './qr-code.tsx';

const TROUBLES: ReadonlySet<string> = new Set(['unreachable', 'device-retired']);

/** A new password for a device, as a picture it can read and as text: shown once, and kept nowhere. */
export const CredentialDialog = (props: { readonly device: DeviceView; close(): void }) => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const [credential, setCredential] = useState<Credential>();
  const [trouble, setTrouble] = useState<string>();
  const [asking, setAsking] = useState(false);
  const ask = async () => {
    setAsking(true);
    const answer = await api.newCredential(props.device.id);
    setAsking(false);
    if (answer.kind === 'ok') return setCredential(answer.value.credential);
    setTrouble(answer.kind === 'problem' ? answer.problem.code : 'unreachable');
  };
  const submit =
    credential === undefined
      ? { label: t('credential.make'), ready: !asking, run: () => void ask() }
      : { label: t('credential.seen'), ready: true, run: props.close };
  return (
    <Dialog title={t('credential.title')} submit={submit} tells={credential !== undefined} close={props.close}>
      {credential === undefined ? (
        <p>{t('credential.text')}</p>
      ) : (
        <>
          <p>{t('credential.once')}</p>
          <QrCode text={JSON.stringify(credential)} label={t('credential.picture')} />
          <dl className="credential">
            <dt>{t('credential.username')}</dt>
            <dd>{credential.username}</dd>
            <dt>{t('credential.password')}</dt>
            <dd>{credential.password}</dd>
          </dl>
        </>
      )}
      <p role="status" className="dialog-trouble">
        {trouble !== undefined &&
          t((TROUBLES.has(trouble) ? `test.trouble.${trouble}` : 'test.trouble.other') as ParseKeys, { code: trouble })}
      </p>
    </Dialog>
  );
};
