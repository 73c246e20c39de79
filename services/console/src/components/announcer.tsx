import type { AlarmView } from '@varde/contracts';
import type { Colour } from '@varde/domain';
import { useEffect, useRef, useState } from 'react';
import { queueOf } from '../desk/desk-state.ts';
import { useDeskState, useMe } from './desk-context.tsx';
import { useOffer } from './use-alarm-commands.ts';
import { useWords } from './use-words.ts';

const isWaiting = (alarm: AlarmView): boolean => alarm.state === 'queued' || alarm.state === 'offered';

/** Tells a screen reader what slides in: a red at once, and what has become one; the others when there is a pause. */
export const Announcer = () => {
  const { t, kindLabel, who } = useWords();
  const me = useMe();
  const loaded = useDeskState((state) => state.loaded);
  const alarms = useDeskState((state) => state.alarms);
  const known = useRef<ReadonlyMap<string, Colour> | undefined>(undefined);
  const offer = useOffer();
  const [said, setSaid] = useState({ red: '', other: '' });

  useEffect(() => {
    if (!loaded) return;
    const waiting = [...alarms.values()].filter((alarm) => alarm.queue === queueOf(me) && isWaiting(alarm));
    const before = known.current;
    known.current = new Map([...alarms.values()].map(({ id, colour }) => [id, colour]));
    if (before === undefined) return;
    const turnedRed = ({ id, colour }: AlarmView) => colour === 'red' && before.get(id) !== 'red';
    const arrived = waiting.filter((alarm) => !before.has(alarm.id) || turnedRed(alarm));
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
      <div aria-live="assertive">
        {offer !== undefined && t('offer.other', { label: kindLabel(offer), who: who(offer) })}
      </div>
    </div>
  );
};
