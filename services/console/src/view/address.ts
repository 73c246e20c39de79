import type { AlarmDetailView } from '@varde/contracts';

type Home = NonNullable<AlarmDetailView['home']>;

/** The address as one says it over the phone: street, entrance, floor, unit, city. */
export const addressParts = (
  home: Home,
  words: { readonly entrance: (entrance: string) => string; readonly floor: (floor: string) => string },
): readonly string[] =>
  [
    `${home.street} ${home.houseNumber}`,
    home.entrance === undefined ? undefined : words.entrance(home.entrance),
    home.floor === undefined ? undefined : words.floor(home.floor),
    home.unitNumber,
    `${home.postalCode} ${home.city}`,
  ].filter((part) => part !== undefined);
