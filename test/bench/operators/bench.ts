import {
  comparePolicies,
  DESK_COLOURS,
  isBetter,
  longestWait,
  type PolicyService,
  shareInTime,
  weakestShare,
} from '@varde/simulators/staffing';
import type { Bench, Table, Target } from '../bench.ts';

const STAFFINGS = [4, 5, 6] as const;
const DAYS = { full: 400, quick: 20 } as const;
const SEED = 1;

const percent = (share: number): string => `${(share * 100).toFixed(1)} %`;

const tableOf = (operators: number, services: readonly PolicyService[]): Table => ({
  title: `${operators} operators on a storm day: share answered inside the target`,
  columns: ['order of the waiting list', ...DESK_COLOURS, 'all', 'longest wait, targets'],
  rows: services.map((service) => {
    const all = Object.values(service.colours);
    const calls = all.reduce((sum, colour) => sum + colour.calls, 0);
    const inTime = all.reduce((sum, colour) => sum + colour.inTime, 0);
    return [
      service.policy,
      ...DESK_COLOURS.map((colour) => percent(shareInTime(service.colours[colour]))),
      percent(inTime / calls),
      Math.round(longestWait(service)),
    ];
  }),
});

const targetOf = (operators: number, services: readonly PolicyService[]): Target => {
  const own = services.find(({ policy }) => policy === 'default');
  if (own === undefined) throw new Error('the order that runs was not compared');
  const better = services.filter((each) => isBetter(each, own)).map(({ policy }) => policy);
  const weakest = `its weakest colour ${percent(weakestShare(own))}`;
  return {
    what: `${operators} operators: the default is the winner`,
    must: 'no order does better',
    measured: better.length === 0 ? `none does; ${weakest}` : `better: ${better.join(', ')}`,
    met: better.length === 0,
  };
};

export const bench: Bench = {
  name: 'operators',
  title: 'Who is answered first: orders of the waiting list on a simulated storm day',
  run: async ({ quick, log }) => {
    const compared = STAFFINGS.map((operators) => {
      log(`   ${operators} operators`);
      return { operators, services: comparePolicies({ operators, days: quick ? DAYS.quick : DAYS.full, seed: SEED }) };
    });
    return {
      name: bench.name,
      title: bench.title,
      tables: compared.map(({ operators, services }) => tableOf(operators, services)),
      targets: compared.map(({ operators, services }) => targetOf(operators, services)),
      curves: [],
      notes: [
        `A discrete-event simulation (simulators/src/staffing, seed ${SEED}): ${DAYS.full} days of a municipality of 4 500 residents, ` +
          'with the power out from 17 to 21 and three to eight times the calls. Its rates and lengths of talk are in storm-day.ts, each with its source or marked as assumed.',
        'The better order is the one whose weakest colour is answered inside its target most often; within half a point, the one whose longest wait is fewer of its own targets (docs/decisions/0021).',
        'The simulation is held against Erlang C, the M/M/c wait with strict classes (Cobham) and with priorities that grow (Kleinrock) in queue-theory.test.ts, within 6 %.',
      ],
    };
  },
};
