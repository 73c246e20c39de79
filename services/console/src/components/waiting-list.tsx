import type { AlarmView } from '@varde/contracts';
import { useMemo, useRef } from 'react';
import { queueOf } from '../desk/desk-state.ts';
import { groupAlarms } from '../view/waiting-order.ts';
import { AlarmRow } from './alarm-row.tsx';
import { useDeskState, useMe, useSecond } from './desk-context.tsx';
import { useHeldOrder } from './use-held-order.ts';
import { useSlide } from './use-slide.ts';
import { useWords } from './use-words.ts';

const Group = ({ name, alarms }: { readonly name: string; readonly alarms: readonly AlarmView[] }) => {
  const selectedId = useDeskState((state) => state.selectedId);
  if (alarms.length === 0) return null;
  return (
    <section className="list-group">
      <h2>
        {name} <span>{alarms.length}</span>
      </h2>
      <ul aria-label={name}>
        {alarms.map((alarm) => (
          <AlarmRow key={alarm.id} alarm={alarm} selected={alarm.id === selectedId} />
        ))}
      </ul>
    </section>
  );
};

export const WaitingList = () => {
  const { t } = useWords();
  const me = useMe();
  const now = useSecond();
  const alarms = useDeskState((state) => state.alarms);
  const selectedId = useDeskState((state) => state.selectedId);
  const groups = useMemo(
    () => groupAlarms(alarms.values(), { queue: queueOf(me), meId: me.id }, now),
    [alarms, me, now],
  );
  const { order, held, handlers } = useHeldOrder(
    groups.waiting.map((alarm) => alarm.id),
    now,
  );
  const list = useRef<HTMLUListElement>(null);
  useSlide(list, order);
  const rows = order.map((id) => alarms.get(id)).filter((alarm) => alarm !== undefined);
  return (
    <aside className="waiting" aria-label={t('list.waiting')} {...handlers}>
      <Group name={t('list.mine')} alarms={groups.mine} />
      <section className="list-group list-waiting">
        <h2>
          {t('list.waiting')} <span>{rows.length}</span>
          <small>{t(held ? 'list.held' : 'list.order')}</small>
        </h2>
        {rows.length === 0 && <p className="list-empty">{t('list.empty')}</p>}
        <ul ref={list} aria-label={t('list.waiting')}>
          {rows.map((alarm) => (
            <AlarmRow key={alarm.id} alarm={alarm} selected={alarm.id === selectedId} />
          ))}
        </ul>
      </section>
      <Group name={t('list.others')} alarms={groups.others} />
      <Group name={t('list.shelved')} alarms={groups.shelved} />
    </aside>
  );
};
