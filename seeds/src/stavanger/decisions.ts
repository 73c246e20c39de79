import { deviceProfile } from '@varde/domain';
import { derivedId } from '../derived-id.ts';
import type { SeedDecision, SeedDevice } from '../seed.ts';
import type { Household } from './households.ts';
import type { Person } from './person.ts';

/** Their own, and for the first of a home what all of it shares. */
const devicesOf = ({ resident }: Person, isFirst: boolean, devices: readonly SeedDevice[]): SeedDevice[] =>
  devices.filter(
    ({ homeId, residentId }) =>
      residentId === resident.id || (isFirst && residentId === null && homeId === resident.homeId),
  );

/** One for everybody who has a device: with consent, and for those who wander by pbrl § 4-6 a. */
export const buildDecisions = (households: readonly Household[], devices: readonly SeedDevice[]): SeedDecision[] => {
  const atHomes = Map.groupBy(devices, ({ homeId }) => homeId);
  return households
    .flatMap(({ people }) => people.map((person, place) => ({ person, isFirst: place === 0 })))
    .map(({ person, isFirst }) => ({
      person,
      orders: devicesOf(person, isFirst, atHomes.get(person.resident.homeId) ?? []).map(({ profile }) => profile),
    }))
    .filter(({ orders }) => orders.length > 0)
    .map(({ person, orders }, index) => ({
      id: derivedId(`decision ${person.resident.id}`),
      number: `2026/${String(index + 1).padStart(4, '0')}`,
      residentId: person.resident.id,
      consented: !person.situation.wandering,
      functions: [...new Set(orders.flatMap((profile) => deviceProfile(profile)?.functions ?? []))],
      orders: [...new Set(orders)],
    }));
};
