import type { DeviceHealthView, DeviceView } from '@varde/contracts';
import { useSecond } from '../../components/desk-context.tsx';
import { Icon } from '../../components/icon.tsx';
import { fullDate, timeSince } from '../../view/clock-time.ts';
import { Sign } from '../parts/sign.tsx';
import { useTechnician } from '../parts/technician-context.tsx';
import { useAsked } from '../parts/use-asked.ts';
import { useTechnicianWords } from '../parts/use-technician-words.ts';
import { batteryCurve, HEIGHT, signalOf, WIDTH } from './battery-curve.ts';

const line = (points: readonly (readonly [number, number])[]): string =>
  points.map((point) => point.join(',')).join(' ');

const Battery = ({ battery }: Pick<DeviceHealthView, 'battery'>) => {
  const { t, language } = useTechnicianWords();
  const curve = batteryCurve(battery.samples, battery.emptyAt);
  if (battery.percent === undefined && battery.emptyAt === undefined) return null;
  const empty =
    battery.emptyAt === undefined
      ? undefined
      : t(battery.from === 'history' ? 'health.emptyByHistory' : 'health.emptyByKind', {
          day: fullDate(Date.parse(battery.emptyAt), language),
        });
  return (
    <div className="battery">
      <p>
        <Icon name="battery" />
        <span>
          {battery.percent !== undefined && <b>{t('health.battery', { percent: Math.round(battery.percent) })}</b>}{' '}
          {empty}
        </span>
      </p>
      {curve !== undefined && (
        <figure>
          <svg
            viewBox={`0 -4 ${WIDTH} ${HEIGHT + 8}`}
            role="img"
            aria-label={[t('health.curve'), empty].filter(Boolean).join('. ')}
          >
            <line className="curve-floor" x1="0" x2={WIDTH} y1={HEIGHT} y2={HEIGHT} />
            <line className="curve-floor" x1="0" x2={WIDTH} y1="0" y2="0" />
            <polyline className="curve-seen" points={line(curve.seen)} />
            {curve.forecast !== undefined && <polyline className="curve-forecast" points={line(curve.forecast)} />}
          </svg>
          <figcaption>
            <span>100 %</span>
            <span>0 %</span>
          </figcaption>
        </figure>
      )}
    </div>
  );
};

const Contact = ({ health, device }: { readonly health: DeviceHealthView; readonly device: DeviceView }) => {
  const { t, language } = useTechnicianWords();
  const now = useSecond();
  const signal = health.rssi;
  return (
    <ul className="facts">
      <li>
        <Sign name="wait" />
        <span>
          {health.lastContact === undefined
            ? t('detail.noContactYet')
            : t('health.contact', { time: timeSince(Date.parse(health.lastContact), now, language) })}
        </span>
      </li>
      {signal !== undefined && (
        <li>
          <Icon name="measurement" />
          <span>{t(`health.signal.${signalOf(signal)}`, { rssi: `${signal}`.replace('-', '−') })}</span>
        </li>
      )}
      {health.firmware !== undefined && (
        <li>
          <Icon name="technical" />
          <span>{t('health.firmware', { firmware: health.firmware })}</span>
        </li>
      )}
      {device.servicedAt !== undefined && (
        <li>
          <Icon name="check" />
          <span>{t('health.serviced', { day: fullDate(Date.parse(device.servicedAt), language) })}</span>
        </li>
      )}
    </ul>
  );
};

const Technical = ({ health }: { readonly health: DeviceHealthView }) => {
  const { t, kindLabel, language } = useTechnicianWords();
  const now = useSecond();
  const { closed, falseAlarms } = health.alarms;
  return (
    <>
      <h3>{t('health.technical')}</h3>
      {health.technical.length === 0 && <p className="quiet">{t('health.noTechnical')}</p>}
      <ul className="plain-list">
        {health.technical.map((one) => (
          <li key={one.kind}>
            {kindLabel(one)}
            <small>
              {t('health.times', { count: one.count, time: timeSince(Date.parse(one.last), now, language) })}
            </small>
          </li>
        ))}
      </ul>
      {closed > 0 && <p className="quiet">{t('health.falseAlarms', { count: closed, none: falseAlarms })}</p>}
    </>
  );
};

/** How it fares: what it has left, when it was heard, and what it said of itself. */
export const HealthCard = ({ device }: { readonly device: DeviceView }) => {
  const { t } = useTechnicianWords();
  const { api } = useTechnician();
  const { value: health, failed } = useAsked(`${device.id} ${device.change}`, () => api.health(device.id), device.id);
  return (
    <section className="card health-card">
      <h2>{t('health.title')}</h2>
      {health === undefined && <p className="quiet">{t(failed ? 'health.failed' : 'tech.loading')}</p>}
      {health !== undefined && (
        <>
          <Battery battery={health.battery} />
          <Contact health={health} device={device} />
          <Technical health={health} />
        </>
      )}
    </section>
  );
};
