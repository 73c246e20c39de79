import { derivedId } from '../derived-id.ts';
import type { Draw } from '../draw.ts';
import type { SeedNextOfKin } from '../seed.ts';
import { inventedPhone } from './invented-phone.ts';
import { ELDER_NAMES, FAMILY_NAMES, YOUNGER_NAMES } from './names.ts';

const OF_THE_OLD = [
  { relation: 'datter', names: YOUNGER_NAMES.female },
  { relation: 'sønn', names: YOUNGER_NAMES.male },
  { relation: 'nabo', names: YOUNGER_NAMES.female },
  { relation: 'søster', names: ELDER_NAMES.female },
  { relation: 'nevø', names: YOUNGER_NAMES.male },
] as const;

const OF_THE_YOUNGER = [
  { relation: 'mor', names: ELDER_NAMES.female },
  { relation: 'far', names: ELDER_NAMES.male },
  { relation: 'bror', names: YOUNGER_NAMES.male },
  { relation: 'søster', names: YOUNGER_NAMES.female },
] as const;

/** None to three, each of another relation. */
export const buildNextOfKin = (residentId: string, familyName: string, elder: boolean, draw: Draw): SeedNextOfKin[] => {
  const relations = elder ? OF_THE_OLD : OF_THE_YOUNGER;
  const first = draw.integer(0, 1);
  const count = draw.pick([0, 1, 1, 2, 2, 3]);
  return relations.slice(first, first + count).map(({ relation, names }, index) => ({
    id: derivedId(`next of kin ${index + 1} of ${residentId}`),
    residentId,
    position: index + 1,
    name: `${draw.pick<string>(names)} ${draw.chance(0.6) ? familyName : draw.pick(FAMILY_NAMES)}`,
    relation,
    phone: inventedPhone(draw),
    hasKey: draw.chance(0.5),
  }));
};
