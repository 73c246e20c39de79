import type { Instant } from '@varde/domain';
import { between, type Draw, happens } from '../chance/draw.ts';
import type { Behaviour, Plan } from './behaviour.ts';
import { HOUR, localHour, MINUTE, nextLocalTime } from './day-rhythm.ts';

/** All assumed: usual hours, how far they vary, and trips to the bathroom in a night. */
const BEDTIME = { from: 21, to: 24 };
const RISING = { from: 6.5, to: 9 };
const VARIES = 0.5;
const TRIPS = [0.75, 0.4];
const STAYS_UP = 0.05;

type What = 'go-to-bed' | 'get-up' | 'leave-bed' | 'return-to-bed';

/** The evening or morning after `at`, near this person's usual hour. */
const around = (at: Instant, usual: number, draw: Draw): Instant =>
  nextLocalTime(at + 12 * HOUR, usual) + between(draw, -VARIES, VARIES) * HOUR;

const trips = (bedtime: Instant, draw: Draw): Plan<What>[] =>
  TRIPS.filter((share) => happens(draw, share)).map((_share, index) => ({
    at: bedtime + between(draw, 1.5 + 2 * index, 3 + 2 * index) * HOUR,
    what: 'leave-bed',
  }));

/** To bed in the evening, up once or twice at night, rarely for long, and out in the morning. `about`: usual hour. */
export const bedBehaviour: Behaviour<What> = {
  name: 'bed',
  suits: ({ id }) => id === 'bed-sensor',

  begin(now, { draw }) {
    const bedtime = between(draw, BEDTIME.from, BEDTIME.to);
    const rising = between(draw, RISING.from, RISING.to);
    return [
      { at: nextLocalTime(now, bedtime), what: 'go-to-bed', about: bedtime },
      { at: nextLocalTime(now, rising), what: 'get-up', about: rising },
    ];
  },

  happen({ at, what, about }, { draw }) {
    const usual = about ?? localHour(at);
    switch (what) {
      case 'go-to-bed':
        return {
          says: [{ kind: 'bed-entered' }],
          plans: [...trips(at, draw), { at: around(at, usual, draw), what, about: usual }],
        };
      case 'get-up':
        return { says: [{ kind: 'bed-left' }], plans: [{ at: around(at, usual, draw), what, about: usual }] };
      case 'leave-bed': {
        const away = happens(draw, STAYS_UP) ? between(draw, 30, 60) : between(draw, 4, 15);
        return { says: [{ kind: 'bed-left' }], plans: [{ at: at + away * MINUTE, what: 'return-to-bed' }] };
      }
      case 'return-to-bed':
        return { says: [{ kind: 'bed-entered' }], plans: [] };
    }
  },
};
