import type { AlarmView } from '@varde/contracts';
import { useEffect, useRef, useState } from 'react';
import { queueOf } from '../desk/desk-state.ts';
import { useDeskState, useMe } from './desk-context.tsx';
import { useWords } from './use-words.ts';

const isWaiting = (alarm: AlarmView): boolean => alarm.state === 'queued' || alarm.state === 'offered';

/** Tells a screen reader what slides in: a red at once, the others when there is a pause. */
export const Announcer = () => {
  const { t, kindLabel, who } = useWords();
  const me = useMe();
  const loaded = useDeskState((state) => state.loaded);
  const alarms = useDeskState((state) => state.alarms);
  const known = useRef<ReadonlySet<string> | undefined>(undefined);
  const [said, setSaid] = useState({ red: '', other: '' });

  useEffect(() => {
    if (!loaded) return;
    const waiting = [...alarms.values()].filter((alarm) => alarm.queue === queueOf(me) && isWaiting(alarm));
    const before = known.current;
    known.current = new Set(alarms.keys());
    if (before === undefined) return;
    const arrived = waiting.filter((alarm) => !before.has(alarm.id));
    if (arrived.length === 0) return;
    const say = (some: readonly AlarmView[]) =>
      some
        .map((alarm) =>
          t('list.arrived', { label: kindLabel(alarm), colour: t(`colour.${alarm.colour}`), who: who(alarm) }),
        )
        .join(' ');
    setSaid({
      red: say(arrived.filter((alarm) => alarm.colour === 'red')),
      other: say(arrived.filter((alarm) => alarm.colour !== 'red')),
    });
  }, [alarms, loaded, me, t, kindLabel, who]);

  return (
    <div className="ds-sr-only">
      <div aria-live="assertive">{said.red}</div>
      <div aria-live="polite">{said.other}</div>
    </div>
  );
};
