import { between, happens } from '../chance/draw.ts';
import type { Behaviour } from './behaviour.ts';
import { DAY, nextLocalTime } from './day-rhythm.ts';

const WEEK = 7 * DAY;
/** Assumed. */
const FAILS = 0.005;

/** Life-critical devices test themselves each week by day; one that failed tries again the next day. */
export const selfTestBehaviour: Behaviour<'test'> = {
  name: 'self-test',
  suits: (profile) => profile.lifeCritical,
  begin: (now, { draw }) => [
    { at: nextLocalTime(now + between(draw, 0, WEEK) - DAY, between(draw, 9, 15)), what: 'test' },
  ],
  happen({ at }, { draw }) {
    if (happens(draw, FAILS)) return { says: [{ kind: 'self-test-failed' }], plans: [{ at: at + DAY, what: 'test' }] };
    return { says: [{ kind: 'self-test-passed' }], plans: [{ at: at + WEEK, what: 'test' }] };
  },
};
