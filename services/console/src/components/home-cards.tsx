import type { AlarmDetailView, AlarmView } from '@varde/contracts';
import { alarmIconName } from '../view/alarm-icon-name.ts';
import { timeSince } from '../view/clock-time.ts';
import { ColourTag } from './colour-tag.tsx';
import { useDesk, useSecond } from './desk-context.tsx';
import { Icon } from './icon.tsx';
import { useWords } from './use-words.ts';

export const SameHomeCard = ({ alarms }: { readonly alarms: readonly AlarmView[] }) => {
  const { t, kindLabel, language } = useWords();
  const desk = useDesk();
  const now = useSecond();
  if (alarms.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('detail.sameHome')}</h2>
      <ul className="plain-list">
        {alarms.map((alarm) => (
          <li key={alarm.id} data-triage={alarm.colour}>
            <button type="button" className="home-alarm" onClick={() => desk.open(alarm)}>
              <span className="alarm-tile">
                <Icon name={alarmIconName(alarm.kind)} />
              </span>
              <span>
                {kindLabel(alarm)} <ColourTag colour={alarm.colour} />
                <small>
                  {timeSince(Date.parse(alarm.receivedAt), now, language)} · {alarm.place}
                  {alarm.operator !== undefined && ` · ${alarm.operator.name}`}
                </small>
              </span>
            </button>
          </li>
        ))}
      </ul>
    </section>
  );
};

export const DevicesCard = ({ devices }: { readonly devices: AlarmDetailView['devices'] }) => {
  const { t, deviceLabel, language } = useWords();
  const now = useSecond();
  if (devices.length === 0) return null;
  return (
    <section className="card">
      <h2>{t('detail.devices')}</h2>
      <ul className="plain-list quiet-list">
        {devices.map((device) => (
          <li key={device.id}>
            {deviceLabel(device)} {device.serial} · {device.place}
            <small>
              {device.lastContact === undefined
                ? t('detail.noContactYet')
                : t('detail.contactAt', { time: timeSince(Date.parse(device.lastContact), now, language) })}
              {device.battery !== undefined && ` · ${t('detail.battery', { percent: Math.round(device.battery) })}`}
            </small>
          </li>
        ))}
      </ul>
    </section>
  );
};
