import { derivedId } from '../derived-id.ts';
import { createDraw, type Draw } from '../draw.ts';
import type { SeedHome } from '../seed.ts';
import type { PopulatedArea } from './areas.ts';
import { buildPerson, drawFamilyName, drawSex, type Person } from './person.ts';

/** A home and those who live there. */
export type Household = {
  readonly area: PopulatedArea;
  readonly kind: 'own-home' | 'nursing-home-room' | 'medicine-room';
  readonly home: SeedHome;
  readonly people: readonly Person[];
};

const ACCESS_NOTES = [
  'Inngang fra bakgården',
  'Ringeklokken virker ikke, bank hardt',
  'Bratt trapp, vær forsiktig når det er glatt',
  'Vaktmester låser opp oppgangen på dagtid',
];

/** The `number` keeps addresses apart: each street has each house once. */
const buildHome = (area: PopulatedArea, number: number, draw: Draw): SeedHome => {
  const { code, city } = draw.pick(area.post);
  const floor = !area.island && draw.chance(0.5) ? draw.integer(1, 5) : null;
  return {
    id: derivedId(`home ${area.id} ${number}`),
    areaId: area.id,
    street: area.streets[number % area.streets.length] ?? '',
    houseNumber: String(1 + 2 * Math.floor(number / area.streets.length) + draw.integer(0, 1)),
    entrance: floor !== null && draw.chance(0.6) ? draw.pick(['A', 'B', 'C']) : null,
    floor: floor === null ? null : String(floor),
    unitNumber: floor === null ? null : `H0${floor}0${draw.integer(1, 6)}`,
    postalCode: code,
    city,
    keyBox: draw.chance(0.35) ? `NB-${draw.integer(100, 999)}` : null,
    accessNote: draw.chance(0.15) ? draw.pick(ACCESS_NOTES) : null,
  };
};

/** One, or two who share a family name. */
const buildPeople = (key: string, homeId: string, size: 1 | 2, draw: Draw): Person[] => {
  const familyName = drawFamilyName(draw);
  const sex = drawSex(draw);
  const first = buildPerson(`${key} 1`, { homeId, familyName, sex }, size === 2, draw);
  if (size === 1) return [first];
  const other = { homeId, familyName, sex: sex === 'female' ? 'male' : 'female' } as const;
  return [first, buildPerson(`${key} 2`, other, true, draw)];
};

export const buildHouseholds = (area: PopulatedArea): Household[] => {
  const households: Household[] = [];
  let remaining = area.residents;
  for (let number = 0; remaining > 0; number += 1) {
    const key = `${area.id} ${number}`;
    const draw = createDraw(key);
    const size = remaining > 1 && draw.chance(0.1) ? 2 : 1;
    const home = buildHome(area, number, draw);
    households.push({ area, kind: 'own-home', home, people: buildPeople(key, home.id, size, draw) });
    remaining -= size;
  }
  return households;
};
