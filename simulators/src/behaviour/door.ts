import type { Instant } from '@varde/domain';
import { between, type Draw, happens } from '../chance/draw.ts';
import type { Behaviour, Outcome, Plan } from './behaviour.ts';
import { GOING_OUT, MINUTE, nextArrival, SECOND, WANDERING } from './day-rhythm.ts';

/** All assumed. */
const OUTINGS_PER_DAY = 3;
const LEFT_OPEN = 0.02;
/** Homes with a door sensor where someone wanders, and how often. */
const WANDERS = 0.25;
const WANDERINGS_PER_DAY = 1 / 5;

type What = 'go-out' | 'wander' | 'come-home' | 'too-long' | 'close';

/** Opened, and closed behind oneself; now and then it is left standing. */
const pass = (at: Instant, draw: Draw): Outcome<What> => {
  const says = [{ kind: 'door-opened' }];
  if (!happens(draw, LEFT_OPEN)) return { says, plans: [{ at: at + between(draw, 5, 30) * SECOND, what: 'close' }] };
  const noticed = at + 10 * MINUTE;
  return {
    says,
    plans: [
      { at: noticed, what: 'too-long' },
      { at: noticed + between(draw, 5, 35) * MINUTE, what: 'close' },
    ],
  };
};

const passThen = (at: Instant, draw: Draw, ...then: Plan<What>[]): Outcome<What> => {
  const { says, plans } = pass(at, draw);
  return { says, plans: [...plans, ...then] };
};

/** Out and home again by day; at night where someone wanders. */
export const doorBehaviour: Behaviour<What> = {
  name: 'door',
  suits: ({ id }) => id === 'door-sensor',

  begin(now, { draw }) {
    const out = { at: nextArrival(now, OUTINGS_PER_DAY, GOING_OUT, draw), what: 'go-out' } as const;
    if (!happens(draw, WANDERS)) return [out];
    return [out, { at: nextArrival(now, WANDERINGS_PER_DAY, WANDERING, draw), what: 'wander' }];
  },

  happen({ at, what }, { draw }) {
    switch (what) {
      case 'go-out': {
        const home = at + between(draw, 20, 150) * MINUTE;
        const next = nextArrival(home, OUTINGS_PER_DAY, GOING_OUT, draw);
        return passThen(at, draw, { at: home, what: 'come-home' }, { at: next, what });
      }
      case 'wander': {
        const home = at + between(draw, 5, 40) * MINUTE;
        const next = nextArrival(home, WANDERINGS_PER_DAY, WANDERING, draw);
        return passThen(at, draw, { at: home, what: 'come-home' }, { at: next, what });
      }
      case 'come-home':
        return pass(at, draw);
      case 'too-long':
        return { says: [{ kind: 'door-open-too-long' }], plans: [] };
      case 'close':
        return { says: [{ kind: 'door-closed' }], plans: [] };
    }
  },
};
