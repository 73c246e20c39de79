import type { AlarmView } from '@varde/contracts';
import { elapsed, timeLeft } from '../view/time-left.ts';
import { useMe, useSecond } from './desk-context.tsx';
import { useWords } from './use-words.ts';

const RADIUS = 46;
const ROUND = 2 * Math.PI * RADIUS;

/** The one big number: time left to the answer, and afterwards how long the alarm has been with someone. */
export const TimeRing = ({ alarm }: { readonly alarm: AlarmView }) => {
  const { t, span } = useWords();
  const me = useMe();
  const now = useSecond();
  const waits = alarm.state === 'queued' || alarm.state === 'offered';
  const left = timeLeft(alarm, now);
  const number = waits ? left.span : elapsed(alarm.answeredAt ?? alarm.receivedAt, now);
  const label = () => {
    if (waits) return t(left.late ? 'time.late' : 'time.left');
    return alarm.operator?.id === me.id ? t('time.withYou') : t('time.answered');
  };
  return (
    <div className="time-ring">
      <svg viewBox="0 0 104 104" aria-hidden="true" focusable="false">
        <circle className="ring-track" cx="52" cy="52" r={RADIUS} />
        {waits && (
          <circle
            className="ring-used"
            cx="52"
            cy="52"
            r={RADIUS}
            strokeDasharray={`${left.shareUsed * ROUND} ${ROUND}`}
            transform="rotate(-90 52 52)"
          />
        )}
      </svg>
      <p>
        <b>{span(number)}</b>
        <small>{label()}</small>
      </p>
    </div>
  );
};
