import { type FocusEvent, type PointerEvent, useState } from 'react';
import { holdOrder } from '../view/waiting-order.ts';
import { useDeskParts } from './desk-context.tsx';

/** Someone who has not moved for this long is not aiming any more, and the true order must show. */
const AIM_MS = 10_000;

const same = (a: readonly string[], b: readonly string[]): boolean =>
  a.length === b.length && a.every((id, index) => id === b[index]);

/** Keeps the order of a list still while a pointer or the keyboard is in it. */
export const useHeldOrder = (ordered: readonly string[], now: number) => {
  const { clock } = useDeskParts();
  const [aimedAt, setAimedAt] = useState(0);
  const [shown, setShown] = useState(ordered);
  const aiming = now - aimedAt < AIM_MS;
  const next = aiming ? holdOrder(shown, ordered) : ordered;
  if (!same(shown, next)) setShown(next);

  const aim = () => setAimedAt(clock.second());
  const leave = () => setAimedAt(0);
  return {
    order: next,
    held: aiming && !same(next, ordered),
    handlers: {
      onPointerMove: (event: PointerEvent) => {
        if (event.pointerType === 'mouse') aim();
      },
      onPointerLeave: leave,
      onKeyDown: aim,
      onFocus: aim,
      onBlur: (event: FocusEvent) => {
        if (!event.currentTarget.contains(event.relatedTarget)) leave();
      },
    },
  };
};
