import type { FoundView } from '@varde/contracts';
import type { FoundRow } from '@varde/postgres';
import { profileLabel } from '../alarm/present-alarm.ts';
import { omitNull } from '../omit-null.ts';

const joined = (separator: string, ...parts: readonly (string | null)[]): string =>
  parts.filter((part) => part !== null && part !== '').join(separator);

const whereOf = ({ unitNumber, postalCode, city }: FoundRow): string =>
  joined(', ', unitNumber, joined(' ', postalCode, city));

const detailOf = (found: FoundRow): string => {
  switch (found.type) {
    case 'device':
      return joined(' · ', profileLabel(found.profile ?? ''), found.place, found.names);
    case 'resident':
      return joined(', ', joined(' ', found.street, found.houseNumber), whereOf(found));
    case 'home':
      return joined(' · ', whereOf(found), found.names);
    case 'decision':
      return found.names ?? '';
  }
};

export const presentFound = (found: FoundRow): FoundView => ({
  type: found.type,
  id: found.id,
  title: found.title,
  detail: detailOf(found),
  closeness: found.closeness,
  ...omitNull({
    deviceId: found.type === 'device' ? found.id : null,
    decisionId: found.type === 'decision' ? found.id : null,
    residentId: found.residentId,
    homeId: found.homeId,
    state: found.state,
  }),
});
