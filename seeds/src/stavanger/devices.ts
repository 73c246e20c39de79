import { DEVICE_PROFILES } from '@varde/domain';
import { derivedId } from '../derived-id.ts';
import { createDraw, type Draw } from '../draw.ts';
import type { SeedDevice } from '../seed.ts';
import type { Household } from './households.ts';
import type { Person } from './person.ts';

type Placed = Omit<SeedDevice, 'id' | 'serial'>;

const ofPerson = ({ resident, situation }: Person, draw: Draw): Placed[] => {
  const placed: Placed[] = [];
  const place = (profile: string, where: string): void => {
    placed.push({ profile, homeId: resident.homeId, residentId: resident.id, place: where });
  };
  if (situation.goesOut) place('mobile-alarm', 'På kroppen');
  else place('social-alarm', 'Stue');
  if (situation.fallRisk) place('fall-sensor', draw.pick(['Bad', 'Soverom', 'På kroppen']));
  if (situation.fallRisk || situation.epilepsy) place('bed-sensor', 'Soverom');
  if (situation.wandering) place('door-sensor', 'Ytterdør');
  if (situation.medicine !== 'none') place('medication-dispenser', 'Kjøkken');
  if (draw.chance(0.07)) place('room-sensor', draw.pick(['Bad', 'Stue']));
  // A camera sees beds left and sat up in: only a plan can say what that means.
  if (situation.fallRisk && draw.chance(0.15)) place('camera', 'Soverom');
  if (draw.chance(0.05)) place('remote-follow-up', 'Stue');
  if (draw.chance(0.05)) place('lent-aid', 'Stue');
  return placed;
};

/** What everyone in the home shares. */
const ofHome = ({ home }: Household, draw: Draw): Placed[] => {
  const shared = (profile: string, place: string): Placed => ({ profile, homeId: home.id, residentId: null, place });
  return [
    ...(draw.chance(0.2) ? [shared('smoke-detector', draw.pick(['Gang', 'Stue', 'Kjøkken']))] : []),
    ...(draw.chance(0.05) ? [shared('home-safety-sensor', 'Kjøkken')] : []),
    ...(draw.chance(0.08) ? [shared('e-lock', 'Ytterdør')] : []),
    ...(home.keyBox !== null && draw.chance(0.2) ? [shared('key-box', 'Utvendig vegg')] : []),
  ];
};

const ofHousehold = (household: Household): Placed[] => {
  const { home, people, kind } = household;
  const draw = createDraw(`devices ${home.id}`);
  switch (kind) {
    case 'own-home':
      return [...people.flatMap((person) => ofPerson(person, draw)), ...ofHome(household, draw)];
    case 'nursing-home-room':
      return people.map(({ resident }) => ({
        profile: 'nurse-call',
        homeId: home.id,
        residentId: resident.id,
        place: home.houseNumber,
      }));
    case 'medicine-room':
      return [{ profile: 'medicine-cabinet', homeId: home.id, residentId: null, place: home.houseNumber }];
  }
};

/** One of each kind, ready to be mounted. */
const inStock = (): Placed[] =>
  DEVICE_PROFILES.map(({ id }) => ({ profile: id, homeId: null, residentId: null, place: null }));

/** SA for social-alarm, RFU for remote-follow-up. */
const initials = (profile: string): string =>
  profile
    .split('-')
    .map((word) => word.charAt(0).toUpperCase())
    .join('');

/** Every device, with serials counted within its profile: SA-0001. */
export const buildDevices = (households: readonly Household[]): SeedDevice[] => {
  const counts = new Map<string, number>();
  return [...households.flatMap(ofHousehold), ...inStock()].map((placed) => {
    const number = (counts.get(placed.profile) ?? 0) + 1;
    counts.set(placed.profile, number);
    const serial = `${initials(placed.profile)}-${String(number).padStart(4, '0')}`;
    return { id: derivedId(`device ${placed.profile} ${serial}`), serial, ...placed };
  });
};
