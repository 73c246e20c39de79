import type { Instant } from '@varde/domain';
import { between, type Draw, happens } from '../chance/draw.ts';
import type { Behaviour, Plan, Said } from './behaviour.ts';
import { CALLING, DAY, HOUR, localHour, MINUTE, nextArrival, nextLocalTime } from './day-rhythm.ts';

/** Hours of a dose and the share of dispensers that hold one: together 2.07 a day (100 gave 207 pouches, 2019). */
const DOSES = [
  { hour: 8, share: 1 },
  { hour: 14, share: 0.32 },
  { hour: 20, share: 0.75 },
];
/** Taken in time, taken after the dispenser has complained, never taken (assumed). */
const IN_TIME = 0.92;
const LATE = 0.05;
const COMPLAINS_AFTER = 30 * MINUTE;
/** How long after its hour a dose may still be taken (assumed). */
const WINDOW = 2 * HOUR;
/** A roll lasts two weeks; it tells two days before it is out (assumed). */
const ROLL = 14 * DAY;
const TELLS_BEFORE = 2 * DAY;
const FAULTS_PER_DAY = 1 / 180;

type What = 'dose' | 'take' | 'complain' | 'roll-low' | 'refill' | 'fault';

const about = (kind: string, due: Instant): Said => ({ kind, data: { doseId: new Date(due).toISOString() } });

/** What becomes of the dose that is due at `due`. */
const fate = (due: Instant, draw: Draw): Plan<What>[] => {
  if (happens(draw, IN_TIME)) return [{ at: due + between(draw, 1, 25) * MINUTE, what: 'take', about: due }];
  const complaint = { at: due + COMPLAINS_AFTER, what: 'complain', about: due } as const;
  if (!happens(draw, LATE / (1 - IN_TIME))) return [complaint];
  return [complaint, { at: due + between(draw, 35, 90) * MINUTE, what: 'take', about: due }];
};

/** Doses at 08, 14 and 20: most are taken, some late, some never; the roll runs out and is refilled. */
export const dispenserBehaviour: Behaviour<What> = {
  name: 'dispenser',
  suits: ({ id }) => id === 'medication-dispenser',

  begin: (now, { draw }) => [
    ...DOSES.filter(({ share }) => happens(draw, share)).map(
      ({ hour }): Plan<What> => ({ at: nextLocalTime(now, hour), what: 'dose' }),
    ),
    { at: now + between(draw, 0, ROLL), what: 'roll-low' },
    { at: nextArrival(now, FAULTS_PER_DAY, CALLING, draw), what: 'fault' },
  ],

  happen({ at, what, about: due = at }, { draw }) {
    switch (what) {
      case 'dose': {
        const tomorrow = { at: nextLocalTime(at + DAY / 2, Math.round(localHour(at))), what } as const;
        return { says: [about('dose-waiting', at)], plans: [...fate(at, draw), tomorrow] };
      }
      case 'take':
        return { says: [about('dose-dispensed', due)], plans: [] };
      case 'complain':
        return { says: [{ ...about('dose-not-taken', due), answerWithin: WINDOW - COMPLAINS_AFTER }], plans: [] };
      case 'roll-low':
        return { says: [{ kind: 'medicine-low' }], plans: [{ at: at + between(draw, 4, 40) * HOUR, what: 'refill' }] };
      case 'refill':
        return { says: [{ kind: 'medicine-refilled' }], plans: [{ at: at + ROLL - TELLS_BEFORE, what: 'roll-low' }] };
      case 'fault':
        return {
          says: [{ kind: 'dispenser-fault' }],
          plans: [{ at: nextArrival(at, FAULTS_PER_DAY, CALLING, draw), what }],
        };
    }
  },
};
