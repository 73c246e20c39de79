import { between, happens } from '../chance/draw.ts';
import type { Behaviour, Scene } from './behaviour.ts';
import { CALLING, GOING_OUT, MINUTE, nextArrival, SECOND } from './day-rhythm.ts';

/** A user presses about once in three to four weeks. */
const PRESSES_PER_DAY = 1 / 24.5;
/** Pressed by accident, and how many of those say so at once (assumed). */
const BY_ACCIDENT = 0.25;
const CANCELS = 0.5;
/** Presses again while waiting (assumed). */
const PRESSES_AGAIN = 0.15;
/** Left on the bedside table, once in two months (assumed). */
const NOT_WORN_PER_DAY = 1 / 60;

type What = 'press' | 'press-again' | 'cancel' | 'not-worn';

const button = ({ profile }: Scene): string => (profile.mobile ? 'sos-pressed' : 'alarm-button-pressed');

/** Someone presses for help, a few by accident; most in the morning. Carried alarms say SOS. */
export const socialAlarmBehaviour: Behaviour<What> = {
  name: 'social-alarm',
  suits: ({ id }) => id === 'social-alarm' || id === 'mobile-alarm',

  begin: (now, { draw }) => [
    { at: nextArrival(now, PRESSES_PER_DAY, CALLING, draw), what: 'press' },
    { at: nextArrival(now, NOT_WORN_PER_DAY, GOING_OUT, draw), what: 'not-worn' },
  ],

  happen({ at, what }, scene) {
    const { draw } = scene;
    switch (what) {
      case 'press': {
        const next = { at: nextArrival(at, PRESSES_PER_DAY, CALLING, draw), what } as const;
        const says = [{ kind: button(scene) }];
        if (happens(draw, BY_ACCIDENT)) {
          const cancel = { at: at + between(draw, 8, 40) * SECOND, what: 'cancel' } as const;
          return { says, plans: happens(draw, CANCELS) ? [next, cancel] : [next] };
        }
        const again = { at: at + between(draw, 1, 4) * MINUTE, what: 'press-again' } as const;
        return { says, plans: happens(draw, PRESSES_AGAIN) ? [next, again] : [next] };
      }
      case 'press-again':
        return { says: [{ kind: button(scene) }], plans: [] };
      case 'cancel':
        return { says: [{ kind: 'user-cancelled' }], plans: [] };
      case 'not-worn':
        return {
          says: [{ kind: 'device-not-worn' }],
          plans: [{ at: nextArrival(at, NOT_WORN_PER_DAY, GOING_OUT, draw), what }],
        };
    }
  },
};
