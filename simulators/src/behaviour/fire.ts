import { between } from '../chance/draw.ts';
import type { Behaviour } from './behaviour.ts';
import { COOKING, MINUTE, nextArrival } from './day-rhythm.ts';

/** A pan smokes (assumed). */
const FALSE_FIRES_PER_DAY = 1 / 300;
/** It burns (assumed). */
const FIRES_PER_DAY = 1 / 10_000;

type What = 'smoke' | 'fire' | 'air-clears';

/** A smoke alarm: cooking sets it off and it goes quiet by itself; a fire keeps it going longer. */
export const fireBehaviour: Behaviour<What> = {
  name: 'fire',
  suits: ({ id }) => id === 'smoke-detector',

  begin: (now, { draw }) => [
    { at: nextArrival(now, FALSE_FIRES_PER_DAY, COOKING, draw), what: 'smoke' },
    { at: nextArrival(now, FIRES_PER_DAY, COOKING, draw), what: 'fire' },
  ],

  happen({ at, what }, { draw }) {
    const burns = { says: [{ kind: 'fire-alarm' }] };
    switch (what) {
      case 'smoke':
        return {
          ...burns,
          plans: [
            { at: at + between(draw, 1, 5) * MINUTE, what: 'air-clears' },
            { at: nextArrival(at, FALSE_FIRES_PER_DAY, COOKING, draw), what },
          ],
        };
      case 'fire':
        return {
          ...burns,
          plans: [
            { at: at + between(draw, 20, 60) * MINUTE, what: 'air-clears' },
            { at: nextArrival(at, FIRES_PER_DAY, COOKING, draw), what },
          ],
        };
      case 'air-clears':
        return { says: [{ kind: 'fire-restored' }], plans: [] };
    }
  },
};
