import { derivedId } from '../derived-id.ts';
import type { Draw } from '../draw.ts';
import { syntheticNationalId } from '../national-id.ts';
import type { SeedNextOfKin, SeedResident } from '../seed.ts';
import { inventedPhone } from './invented-phone.ts';
import { ELDER_NAMES, FAMILY_NAMES, YOUNGER_NAMES } from './names.ts';
import { buildNextOfKin } from './next-of-kin.ts';

/** What a resident lives with: decides the devices in the home and what the response plan says. */
type Situation = {
  readonly fallRisk: boolean;
  readonly wandering: boolean;
  readonly hardOfHearing: boolean;
  readonly epilepsy: boolean;
  readonly goesOut: boolean;
  readonly medicine: 'none' | 'dispenser' | 'time-critical';
};

export type Person = {
  readonly resident: SeedResident;
  readonly nextOfKin: readonly SeedNextOfKin[];
  readonly situation: Situation;
};

type Sex = 'female' | 'male';

const drawSituation = (elder: boolean, draw: Draw): Situation => {
  const wandering = elder && draw.chance(0.12);
  const dispenser = draw.chance(0.22);
  return {
    wandering,
    fallRisk: elder && draw.chance(0.22),
    hardOfHearing: elder && draw.chance(0.25),
    epilepsy: draw.chance(elder ? 0.01 : 0.25),
    goesOut: !elder || draw.chance(0.15),
    medicine: dispenser ? (draw.chance(0.3) ? 'time-critical' : 'dispenser') : 'none',
  };
};

const drawNeeds = (situation: Situation, draw: Draw): string[] => [
  ...(situation.hardOfHearing ? ['hearing'] : []),
  ...(situation.wandering ? ['dementia'] : []),
  ...(situation.fallRisk ? ['mobility'] : []),
  ...(draw.chance(0.08) ? ['sight'] : []),
  ...(draw.chance(0.05) ? ['speech'] : []),
  ...(draw.chance(0.04) ? ['language'] : []),
];

const drawHazards = (draw: Draw): string[] => [
  ...(draw.chance(0.08) ? ['dog'] : []),
  ...(draw.chance(0.05) ? ['oxygen'] : []),
  ...(draw.chance(0.04) ? ['infection'] : []),
  ...(draw.chance(0.03) ? ['aggression', 'two-responders'] : []),
];

const drawBirthDate = (elder: boolean, draw: Draw): string => {
  const year = elder ? draw.integer(1928, 1956) : draw.integer(1962, 1996);
  const month = draw.integer(1, 12);
  // No 29th to 31st: each day exists in each month.
  const day = draw.integer(1, 28);
  return [year, String(month).padStart(2, '0'), String(day).padStart(2, '0')].join('-');
};

type PersonAt = { readonly homeId: string; readonly familyName: string; readonly sex: Sex };

/** `elderly: true` where only the old live; elsewhere one in eight is younger. */
export const buildPerson = (key: string, at: PersonAt, elderly: boolean, draw: Draw): Person => {
  const id = derivedId(`resident ${key}`);
  const elder = elderly || !draw.chance(0.12);
  const birthDate = drawBirthDate(elder, draw);
  const situation = drawSituation(elder, draw);
  return {
    situation,
    resident: {
      id,
      homeId: at.homeId,
      givenName: draw.pick((elder ? ELDER_NAMES : YOUNGER_NAMES)[at.sex]),
      familyName: at.familyName,
      nationalId: syntheticNationalId(birthDate, at.sex, draw),
      birthDate,
      phone: draw.chance(0.85) ? inventedPhone(draw) : null,
      needs: drawNeeds(situation, draw),
      hazards: drawHazards(draw),
    },
    nextOfKin: buildNextOfKin(id, at.familyName, elder, draw),
  };
};

export const drawFamilyName = (draw: Draw): string => draw.pick(FAMILY_NAMES);
export const drawSex = (draw: Draw): Sex => (draw.chance(0.63) ? 'female' : 'male');
