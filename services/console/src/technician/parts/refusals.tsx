import type { ParseKeys } from 'i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icon.tsx';
import { deviceIn, type Entry } from '../outbox/entry.ts';
import { entriesOf } from '../outbox/outbox.ts';
import { Go } from './go.tsx';
import { useRoute, useTechnician, useTechnicianMe, useTechnicianState } from './technician-context.tsx';
import { useTechnicianWords } from './use-technician-words.ts';

const CODES: ReadonlySet<string> = new Set([
  'step-out-of-order',
  'device-retired',
  'assigned-to-another',
  'not-assigned',
  'not-tested',
  'checks-missing',
  'profile-differs',
  'device-changed',
  'function-not-granted',
  'swap-with-itself',
  'work-taken',
  'device-unknown',
  'resident-unknown',
  'role',
]);

/** Who took the work, as the 409 says. */
const takerIn = (current: unknown): string | undefined => {
  const { taken } = (current ?? {}) as { taken?: { by?: { name?: unknown } } };
  const name = taken?.by?.name;
  return typeof name === 'string' ? name : undefined;
};

/** What was refused, why, and how it is now. Again only when somebody else's change is all that stood in the way. */
const Refusal = ({ entry }: { readonly entry: Entry }) => {
  const { t } = useTechnicianWords();
  const technician = useTechnician();
  const { code = '', current } = entry.refused ?? {};
  const device = deviceIn(current);
  const route = useRoute();
  const isHere = route.page === 'device' && route.id === device?.id;
  const why = CODES.has(code)
    ? t(`refused.${code}` as ParseKeys, { who: takerIn(current) ?? t('list.someone') })
    : t('refused.other', { code });
  return (
    <div className="bar bar-strong refusal">
      <Icon name="warning" />
      <p>
        <b>{t('refused.title', { what: t(`deed.${entry.kind}`), name: entry.name })}</b> {why}{' '}
        {device !== undefined && t('refused.now', { state: t(`state.${device.state}`).toLowerCase() })}
      </p>
      <div>
        {code === 'device-changed' && (
          <Button variant="secondary" data-color="neutral" onClick={() => technician.sendAgain(entry)}>
            {t('refused.again')}
          </Button>
        )}
        {device !== undefined && !isHere && (
          <Go
            to={{ page: 'device', id: device.id }}
            className="ds-button"
            data-variant="secondary"
            data-color="neutral"
          >
            {t('refused.see')}
          </Go>
        )}
        <Button variant="secondary" data-color="neutral" onClick={() => technician.discard(entry)}>
          {t('refused.discard')}
        </Button>
      </div>
    </div>
  );
};

export const Refusals = () => {
  const me = useTechnicianMe();
  const outbox = useTechnicianState((state) => state.outbox);
  const refused = entriesOf(outbox, me.id).filter((entry) => entry.refused !== undefined);
  return (
    <div role="alert" className="bar-slot">
      {refused.map((entry) => (
        <Refusal key={entry.id} entry={entry} />
      ))}
    </div>
  );
};
