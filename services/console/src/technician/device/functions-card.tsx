import type { DeviceFunctionView, DeviceView } from '@varde/contracts';
import { isAtHome } from '@varde/domain';
import type { ParseKeys } from 'i18next';
import { useTechnician, useTechnicianState } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { stepDeed } from './device-deed.ts';

const WHYS: ReadonlySet<string> = new Set([
  'no-decision',
  'not-begun',
  'ended',
  'expired',
  'review-overdue',
  'objects',
  'no-legal-basis',
]);

const useStanding = (): ((standing: DeviceFunctionView['standing']) => string) => {
  const { t } = useTechnicianWords();
  const whyOf = (why: string) => (WHYS.has(why) ? t(`functions.why.${why}` as ParseKeys) : why);
  return (standing) => {
    switch (standing.kind) {
      case 'granted':
        return t('functions.granted', { decision: standing.decision });
      case 'missing':
        return t('functions.missing', { why: whyOf(standing.why) });
      case 'forbidden':
        return t('functions.forbidden', { why: whyOf(standing.why) });
    }
  };
};

/** What it does at this home, on or off, and what each of it stands on. */
export const FunctionsCard = ({ device }: { readonly device: DeviceView }) => {
  const { t, functionLabel, deviceName } = useTechnicianWords();
  const technician = useTechnician();
  const standingOf = useStanding();
  const { value, failed } = useAsked(
    `${device.id} ${device.change}`,
    () => technician.api.functions(device.id),
    device.id,
  );
  const pending = useTechnicianState((state) =>
    state.outbox.findLast(
      (entry) => entry.subject === device.id && entry.kind === 'functions' && entry.refused === undefined,
    ),
  );
  const functions = value?.items ?? [];
  if (value !== undefined && functions.length === 0) return null;
  const wanted = pending?.body['on'];
  const isOn = (one: DeviceFunctionView) => (Array.isArray(wanted) ? wanted.includes(one.name) : one.on);
  const mayChange = isAtHome(device.state);
  const turn = (name: string, on: boolean) => {
    const names = functions.filter((one) => (one.name === name ? on : isOn(one))).map((one) => one.name);
    technician.doNow(stepDeed(device, deviceName(device), 'functions', { on: names }));
  };
  return (
    <section className="card">
      <h2>{t('functions.title')}</h2>
      {value === undefined && <p className="quiet">{t(failed ? 'health.failed' : 'tech.loading')}</p>}
      <ul className="switches">
        {functions.map((one) => (
          <li key={one.name}>
            <label className="switch">
              <input
                type="checkbox"
                checked={isOn(one)}
                disabled={!mayChange || (one.standing.kind === 'forbidden' && !isOn(one))}
                onChange={(event) => turn(one.name, event.target.checked)}
              />
              <span>
                <b>{functionLabel(one)}</b>
                <small>{standingOf(one.standing)}</small>
              </span>
              <span className="switch-state">{t(isOn(one) ? 'functions.on' : 'functions.off')}</span>
            </label>
          </li>
        ))}
      </ul>
      {!mayChange && functions.length > 0 && <p className="quiet">{t('functions.notHere')}</p>}
    </section>
  );
};
