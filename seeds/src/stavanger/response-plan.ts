import type { Hours, PlanRule, PlanStep } from '@varde/domain';
import { derivedId } from '../derived-id.ts';
import { createDraw, type Draw } from '../draw.ts';
import type { SeedResponsePlan } from '../seed.ts';
import type { Household } from './households.ts';
import type { Person } from './person.ts';

const NIGHTS: readonly Hours[] = [
  { from: '22:00', to: '07:00' },
  { from: '23:00', to: '06:00' },
  { from: '21:30', to: '07:30' },
];

/** What plan-driven sensors or time-critical medicine cannot do without; of the others, some have a plan. */
const needsPlan = ({ situation }: Person): boolean =>
  situation.wandering || situation.fallRisk || situation.epilepsy || situation.medicine === 'time-critical';

const rulesFor = ({ situation }: Person, draw: Draw): PlanRule[] => {
  const hours = draw.pick(NIGHTS);
  return [
    ...(situation.wandering ? [{ kinds: ['door-opened'], hours, colour: 'orange' } as const] : []),
    ...(situation.fallRisk ? [{ kinds: ['bed-left', 'bed-sat-up'], hours, colour: 'orange' } as const] : []),
    ...(situation.fallRisk && draw.chance(0.3) ? [{ kinds: ['chair-left'], colour: 'orange' } as const] : []),
  ];
};

const stepsFor = ({ area, kind }: Household, person: Person): PlanStep[] => {
  const { situation, resident, nextOfKin } = person;
  const name = resident.givenName;
  const first = nextOfKin[0];
  const atHome = kind === 'own-home';
  const texts = [
    situation.hardOfHearing ? `Snakk med ${name}: høyt og tydelig, hører dårlig.` : `Snakk med ${name}.`,
    situation.fallRisk && `Spør om fall og smerter. Ikke be ${name} reise seg alene.`,
    situation.wandering && `Er døren åpnet om natten: be ${name} vente inne, og send noen med en gang.`,
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
  return {
    id: derivedId(`response plan 1 of ${residentId}`),
    residentId,
    version: 1,
    approvedAt: Date.UTC(2025, draw.integer(0, 11), draw.integer(1, 28), draw.integer(7, 13)),
    rules: rulesFor(person, draw),
    timeCriticalMedicine: person.situation.medicine === 'time-critical',
    steps: stepsFor(household, person),
  };
};
