import { type RefObject, useLayoutEffect, useRef } from 'react';

const SLIDE_MS = 220;
const calm = () => matchMedia('(prefers-reduced-motion: reduce)').matches;

/** A change of order is seen as movement, and a newcomer slides in, so that nothing is suddenly elsewhere. */
export const useSlide = (list: RefObject<HTMLElement | null>, order: readonly string[]): void => {
  const tops = useRef(new Map<string, number>());
  const key = order.join();

  // biome-ignore lint/correctness/useExhaustiveDependencies: the order is what moves the rows
  useLayoutEffect(() => {
    const before = tops.current;
    const after = new Map<string, number>();
    for (const row of list.current?.children ?? []) {
      if (!(row instanceof HTMLElement) || row.dataset['id'] === undefined) continue;
      const id = row.dataset['id'];
      after.set(id, row.offsetTop);
      if (before.size === 0 || calm()) continue;
      const from = before.get(id);
      const timing = { duration: SLIDE_MS, easing: 'ease-out' };
      if (from === undefined) {
        row.animate(
          [
            { opacity: 0, transform: 'translateX(-1rem)' },
            { opacity: 1, transform: 'none' },
          ],
          timing,
        );
      } else if (from !== row.offsetTop) {
        row.animate([{ transform: `translateY(${from - row.offsetTop}px)` }, { transform: 'none' }], timing);
      }
    }
    tops.current = after;
  }, [list, key]);
};
