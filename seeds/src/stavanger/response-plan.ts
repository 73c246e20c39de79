import type { Hours, PlanRule, PlanStep } from '@varde/domain';
import { derivedId } from '../derived-id.ts';
import { createDraw, type Draw } from '../draw.ts';
import type { SeedResponsePlan } from '../seed.ts';
import type { Household } from './households.ts';
import type { Person } from './person.ts';

const WATCH_HOURS: readonly Hours[] = [
  { from: '22:00', to: '07:00' },
  { from: '23:00', to: '06:00' },
  { from: '21:30', to: '07:30' },
];
/** Over before anyone gets up for the day. */
const NIGHT: Hours = { from: '23:00', to: '06:00' };

/**
 * Most who wander or may fall are not watched: their sensors are recorded and raise nothing. Were they all watched,
 * two alarms of three would be a trip to the bathroom.
 */
const DOORS_WATCHED = 0.4;
const BEDS_WATCHED = 0.13;

/** What plan-driven sensors or time-critical medicine cannot do without; of the others, some have a plan. */
const needsPlan = ({ situation }: Person): boolean =>
  situation.wandering || situation.fallRisk || situation.epilepsy || situation.medicine === 'time-critical';

type Watched = { readonly door: boolean; readonly bed: boolean; readonly chair: boolean };

const drawWatched = ({ situation }: Person, draw: Draw): Watched => {
  const bed = situation.fallRisk && draw.chance(BEDS_WATCHED);
  return { door: situation.wandering && draw.chance(DOORS_WATCHED), bed, chair: bed && draw.chance(0.3) };
};

const rulesFor = ({ door, bed, chair }: Watched, draw: Draw): PlanRule[] => [
  ...(door ? [{ kinds: ['door-opened'], hours: draw.pick(WATCH_HOURS), colour: 'orange' } as const] : []),
  ...(bed ? [{ kinds: ['bed-left', 'bed-sat-up'], hours: NIGHT, colour: 'orange' } as const] : []),
  ...(chair ? [{ kinds: ['chair-left'], colour: 'orange' } as const] : []),
];

const stepsFor = ({ area, kind }: Household, person: Person, watched: Watched): PlanStep[] => {
  const { situation, resident, nextOfKin } = person;
  const name = resident.givenName;
  const first = nextOfKin[0];
  const atHome = kind === 'own-home';
  const texts = [
    situation.hardOfHearing ? `Snakk med ${name}: høyt og tydelig, hører dårlig.` : `Snakk med ${name}.`,
    situation.fallRisk && `Spør om fall og smerter. Ikke be ${name} reise seg alene.`,
    watched.door && `Er døren åpnet om natten: be ${name} vente inne, og send noen med en gang.`,
    situation.epilepsy && 'Ved anfall: hold kontakten, noter klokkeslettet, ring 113 etter fem minutter.',
    situation.medicine === 'time-critical' &&
      'Medisinen er tidskritisk. Er den ikke tatt etter 30 minutter, skal noen dit.',
    atHome &&
      first !== undefined &&
      `Ring ${first.relation} ${first.name.split(' ')[0]}${first.hasKey ? ', har nøkkel' : ''}.`,
    atHome ? `Send hjemmetjenesten ${area.name}, om natten nattpatruljen.` : 'Varsle ansvarsvakten på avdelingen.',
    atHome && area.island && `Reisen til ${area.name} kan kreve båt: varsle tidlig.`,
    atHome && 'Ring 113 ved skade, brystsmerter eller pustevansker.',
  ];
  return texts.filter((text) => text !== false).map((text) => ({ text }));
};

/** null: this resident has none yet. */
export const buildResponsePlan = (household: Household, person: Person): SeedResponsePlan | null => {
  const { id: residentId } = person.resident;
  const draw = createDraw(`response plan ${residentId}`);
  if (!needsPlan(person) && !draw.chance(0.3)) return null;
  const watched = drawWatched(person, draw);
  return {
    id: derivedId(`response plan 1 of ${residentId}`),
    residentId,
    version: 1,
    approvedAt: Date.UTC(2025, draw.integer(0, 11), draw.integer(1, 28), draw.integer(7, 13)),
    rules: rulesFor(watched, draw),
    timeCriticalMedicine: person.situation.medicine === 'time-critical',
    steps: stepsFor(household, person, watched),
  };
};
