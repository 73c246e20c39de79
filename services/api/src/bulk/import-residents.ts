import {
  type AreaRow,
  findHomesAt,
  findRegisteredResidents,
  holdHomes,
  type ImportedHome,
  type ImportedResident,
  insertImportedResidents,
  listAreas,
  type RegisteredResident,
} from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { dayCell, nationalIdCell, phoneCell, postalCodeCell, textCell, wordsCell } from './cells.ts';
import { type BulkImport, type Planned, planRows } from './plan-rows.ts';
import type { ReadRow, RowFault } from './read-rows.ts';

/** In the order of the export. */
export const RESIDENT_COLUMNS = {
  nationalId: { names: ['fødselsnummer', 'fodselsnummer', 'national id'], required: true, read: nationalIdCell },
  givenName: { names: ['fornavn', 'given name'], required: true, read: textCell(100) },
  familyName: { names: ['etternavn', 'family name'], required: true, read: textCell(100) },
  birthDate: { names: ['fødselsdato', 'birth date'], required: false, read: dayCell },
  phone: { names: ['telefon', 'phone'], required: false, read: phoneCell },
  needs: { names: ['hjelpebehov', 'needs'], required: false, read: wordsCell },
  hazards: { names: ['risiko', 'hazards'], required: false, read: wordsCell },
  street: { names: ['gate', 'street'], required: true, read: textCell(100) },
  houseNumber: { names: ['husnummer', 'house number'], required: true, read: textCell(16) },
  entrance: { names: ['oppgang', 'entrance'], required: false, read: textCell(32) },
  floor: { names: ['etasje', 'floor'], required: false, read: textCell(32) },
  unitNumber: { names: ['bruksenhet', 'bruksenhetsnummer', 'unit number'], required: false, read: textCell(16) },
  postalCode: { names: ['postnummer', 'postal code'], required: true, read: postalCodeCell },
  city: { names: ['poststed', 'city'], required: true, read: textCell(64) },
  area: { names: ['bydel', 'område', 'area'], required: true, read: textCell(64) },
} as const;

type Row = ReadRow<typeof RESIDENT_COLUMNS>;
type ColumnKey = keyof typeof RESIDENT_COLUMNS;
type Fresh = { readonly resident: ImportedResident; readonly home: ImportedHome | null };

type Known = {
  readonly registered: ReadonlyMap<string, RegisteredResident>;
  /** By address: those that are there, and those that earlier rows make. */
  readonly homes: Map<string, ImportedHome>;
  readonly areas: ReadonlyMap<string, string>;
};

const keyOf = (place: Pick<ImportedHome, 'street' | 'houseNumber' | 'unitNumber' | 'postalCode'>): string =>
  JSON.stringify(
    [place.street, place.houseNumber, place.unitNumber ?? '', place.postalCode].map((part) => part.toLowerCase()),
  );

const faultAt = (row: Row, column: ColumnKey, code: string, message: string): RowFault => ({
  ...{ row: row.number, column: RESIDENT_COLUMNS[column].names[0], code, message },
});
const refused = <T>(fault: RowFault | readonly RowFault[]): Planned<T> => ({ kind: 'fault', fault });

/** Required cells are there: the row would not have been read without them. */
const told = (value: string | null): string => value ?? '';

const placeOf = ({ values }: Row, areaId: string): Omit<ImportedHome, 'id'> => ({
  areaId,
  street: told(values.street),
  houseNumber: told(values.houseNumber),
  entrance: values.entrance,
  floor: values.floor,
  unitNumber: values.unitNumber,
  postalCode: told(values.postalCode),
  city: told(values.city),
});

type Told = Readonly<Partial<Record<ColumnKey, string | readonly string[] | null>>>;

const isSame = (a: unknown, b: unknown): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Columns that say something else than what is known. An empty cell says nothing, and differs from nothing. */
const differing = (said: Told, known: Told): readonly ColumnKey[] =>
  (Object.keys(known) as ColumnKey[]).filter((key) => {
    const value = said[key] ?? null;
    return value !== null && !isSame(value, known[key] ?? null);
  });

const homeColumns = ({ areaId, entrance, floor, city }: Omit<ImportedHome, 'id'>): Told => ({
  ...{ area: areaId, entrance, floor, city },
});

const addressColumns = (home: Omit<ImportedHome, 'id'>): Told => ({
  ...homeColumns(home),
  street: home.street.toLowerCase(),
  houseNumber: home.houseNumber.toLowerCase(),
  unitNumber: home.unitNumber?.toLowerCase() ?? null,
  postalCode: home.postalCode,
});

const planRegistered = (row: Row, place: Omit<ImportedHome, 'id'>, known: RegisteredResident): Planned<Fresh> => {
  const { givenName, familyName, birthDate, phone, needs, hazards, home } = known;
  const columns = differing(
    { ...row.values, ...addressColumns(place) },
    { givenName, familyName, birthDate, phone, needs, hazards, ...addressColumns(home) },
  );
  if (columns.length === 0) return { kind: 'same' };
  return refused(columns.map((one) => faultAt(row, one, 'registered-differently', 'is registered otherwise')));
};

const planFresh = (
  row: Row,
  place: Omit<ImportedHome, 'id'>,
  { homes }: Known,
  newId: () => string,
): Planned<Fresh> => {
  const { values } = row;
  const key = keyOf(place);
  const there = homes.get(key);
  const columns = there === undefined ? [] : differing(homeColumns(place), homeColumns(there));
  if (columns.length > 0)
    return refused(columns.map((one) => faultAt(row, one, 'household-differs', 'is otherwise at this address')));
  const home = there ?? { ...place, id: newId() };
  homes.set(key, home);
  const { birthDate, phone } = values;
  const person = { nationalId: told(values.nationalId), givenName: told(values.givenName), birthDate, phone };
  const words = { needs: values.needs ?? [], hazards: values.hazards ?? [] };
  const resident = { ...person, ...words, familyName: told(values.familyName), id: newId(), homeId: home.id };
  return { kind: 'new', value: { resident, home: there === undefined ? home : null } };
};

const areaNames = (areas: readonly AreaRow[]): ReadonlyMap<string, string> =>
  new Map(
    areas.flatMap(({ id, name }) => [
      [name.toLowerCase(), id],
      [id.toLowerCase(), id],
    ]),
  );

const load = async (db: ApiDeps['db'], { municipalityId }: Identity, rows: readonly Row[]): Promise<Known> => {
  const places = rows.map((row) => placeOf(row, ''));
  const [registered, homes, areas] = await Promise.all([
    findRegisteredResidents(
      db,
      municipalityId,
      rows.map(({ values }) => told(values.nationalId)),
    ),
    findHomesAt(db, municipalityId, places),
    listAreas(db, municipalityId),
  ]);
  return {
    registered: new Map(registered.map((one) => [one.nationalId, one])),
    homes: new Map(homes.map((one) => [keyOf(one), one])),
    areas: areaNames(areas),
  };
};

const planRow = (row: Row, known: Known, newId: () => string): Planned<Fresh> => {
  const areaId = known.areas.get(told(row.values.area).toLowerCase());
  if (areaId === undefined) return refused(faultAt(row, 'area', 'area-unknown', 'is no area here'));
  const place = placeOf(row, areaId);
  const registered = known.registered.get(told(row.values.nationalId));
  return registered === undefined ? planFresh(row, place, known, newId) : planRegistered(row, place, registered);
};

/** Residents as an earlier system lists them. Those at one address, to the unit, are one household. */
export const residentImport = (deps: Pick<ApiDeps, 'db' | 'now' | 'newId'>, who: Identity): BulkImport => ({
  columns: RESIDENT_COLUMNS,
  plan: async (read) => {
    const rows = read as readonly Row[];
    const known = await load(deps.db, who, rows);
    return planRows(
      rows,
      ({ values }) => told(values.nationalId),
      RESIDENT_COLUMNS.nationalId.names[0],
      (row) => planRow(row, known, deps.newId),
    );
  },
  write: async (planned) => {
    const fresh = planned as readonly Fresh[];
    const homes = fresh.flatMap(({ home }) => home ?? []);
    const residents = fresh.map(({ resident }) => resident);
    await deps.db.transaction().execute(async (tx) => {
      await holdHomes(tx, who.municipalityId);
      const taken = await findHomesAt(tx, who.municipalityId, homes);
      const by = { actorId: who.id, now: deps.now() };
      const made = await insertImportedResidents(tx, who.municipalityId, { homes, residents }, by);
      if (taken.length > 0 || made < residents.length)
        throw new ApiProblem(409, 'import-raced', 'Somebody registered one of them meanwhile; nothing was written.');
    });
  },
});
