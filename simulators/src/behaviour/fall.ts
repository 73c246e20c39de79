import { between, happens } from '../chance/draw.ts';
import type { Behaviour } from './behaviour.ts';
import { CALLING, nextArrival, SECOND } from './day-rhythm.ts';

/** About 6 % of a centre's alarms are falls: with one sensor to two social alarms, three falls a year a sensor. */
const FALLS_PER_DAY = 1 / 120;
/** Sat down hard, dropped the sensor (assumed). */
const FALSE_FALLS_PER_DAY = 1 / 40;
/** Of the false ones (assumed). */
const CANCELS = 0.4;

type What = 'fall' | 'false-fall' | 'cancel';

/** Real falls and false ones look alike on the wire; the wearer stops some of the false in time. */
export const fallBehaviour: Behaviour<What> = {
  name: 'fall',
  suits: ({ id }) => id === 'fall-sensor' || id === 'mobile-alarm',

  begin: (now, { draw }) => [
    { at: nextArrival(now, FALLS_PER_DAY, CALLING, draw), what: 'fall' },
    { at: nextArrival(now, FALSE_FALLS_PER_DAY, CALLING, draw), what: 'false-fall' },
  ],

  happen({ at, what }, { draw }) {
    switch (what) {
      case 'fall':
        return {
          says: [{ kind: 'fall-detected' }],
          plans: [{ at: nextArrival(at, FALLS_PER_DAY, CALLING, draw), what }],
        };
      case 'false-fall': {
        const next = { at: nextArrival(at, FALSE_FALLS_PER_DAY, CALLING, draw), what } as const;
        const cancel = { at: at + between(draw, 8, 20) * SECOND, what: 'cancel' } as const;
        return { says: [{ kind: 'fall-detected' }], plans: happens(draw, CANCELS) ? [next, cancel] : [next] };
      }
      case 'cancel':
        return { says: [{ kind: 'user-cancelled' }], plans: [] };
    }
  },
};
