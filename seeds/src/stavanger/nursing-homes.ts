import { derivedId } from '../derived-id.ts';
import { createDraw } from '../draw.ts';
import type { SeedHome } from '../seed.ts';
import { AREAS } from './areas.ts';
import type { Household } from './households.ts';
import { buildPerson, drawFamilyName, drawSex } from './person.ts';

/** The two that the plans name for their medicine cabinets. Ten rooms of each. */
const NURSING_HOMES = [
  { name: 'Lervig sykehjem', areaId: '1103-hundvag-storhaug', postalCode: '4014' },
  { name: 'Slåtthaug sykehjem', areaId: '1103-hillevag-hinna', postalCode: '4020' },
] as const;
const ROOMS = 10;

export const buildNursingHomes = (): Household[] =>
  NURSING_HOMES.flatMap(({ name, areaId, postalCode }) => {
    const area = AREAS.find(({ id }) => id === areaId);
    if (area === undefined) throw new RangeError(`${name} lies in no area`);

    const room = (number: string, floor: string): SeedHome => ({
      id: derivedId(`home ${name} ${number}`),
      areaId,
      street: name,
      houseNumber: number,
      entrance: null,
      floor,
      unitNumber: null,
      postalCode,
      city: 'Stavanger',
      keyBox: null,
      accessNote: null,
    });

    const residents = Array.from({ length: ROOMS }, (_, index): Household => {
      const floor = index < ROOMS / 2 ? '1' : '2';
      const home = room(`rom ${floor}0${(index % (ROOMS / 2)) + 1}`, floor);
      const draw = createDraw(`${name} ${home.houseNumber}`);
      const at = { homeId: home.id, familyName: drawFamilyName(draw), sex: drawSex(draw) };
      return {
        area,
        kind: 'nursing-home-room',
        home,
        people: [buildPerson(`${name} ${home.houseNumber}`, at, true, draw)],
      };
    });
    return [...residents, { area, kind: 'medicine-room', home: room('legemiddelrom', '1'), people: [] }];
  });
