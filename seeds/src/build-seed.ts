import { DEFAULT_ANSWER_TARGETS } from '@varde/domain';
import type { Seed } from './seed.ts';
import { AREAS } from './stavanger/areas.ts';
import { buildDecisions } from './stavanger/decisions.ts';
import { buildDevices } from './stavanger/devices.ts';
import { buildHouseholds } from './stavanger/households.ts';
import { buildNursingHomes } from './stavanger/nursing-homes.ts';
import { buildResponsePlan } from './stavanger/response-plan.ts';
import { DEMO_STAFF } from './stavanger/staff.ts';
import { UNITS } from './stavanger/units.ts';

/** Stavanger, the same on every run: real areas and units, invented people, addresses, numbers and ids. */
export const buildSeed = (): Seed => {
  const households = [...AREAS.flatMap(buildHouseholds), ...buildNursingHomes()];
  const devices = buildDevices(households);
  const people = households.flatMap((household) => household.people);
  return {
    municipality: { id: '1103', name: 'Stavanger', answerTargets: DEFAULT_ANSWER_TARGETS },
    areas: AREAS.map(({ id, name, island }) => ({ id, name, island })),
    units: UNITS,
    staff: DEMO_STAFF,
    homes: households.map(({ home }) => home),
    residents: people.map(({ resident }) => resident),
    nextOfKin: people.flatMap(({ nextOfKin }) => nextOfKin),
    responsePlans: households
      .flatMap((household) => household.people.map((person) => buildResponsePlan(household, person)))
      .filter((plan) => plan !== null),
    devices,
    decisions: buildDecisions(households, devices),
  };
};
