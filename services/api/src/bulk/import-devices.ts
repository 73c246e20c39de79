import { deviceProfile, serialFault } from '@varde/domain';
import {
  type FoundResident,
  findResidentsBy,
  findSerials,
  holdServed,
  type ImportedDevice,
  insertImportedDevices,
  type RegisteredSerial,
} from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { idCell, nationalIdCell, profileCell, textCell } from './cells.ts';
import { type BulkImport, type Planned, planRows } from './plan-rows.ts';
import type { ReadRow, RowFault } from './read-rows.ts';

const DEVICE_COLUMNS = {
  profile: { names: ['profil', 'profile'], required: true, read: profileCell },
  serial: { names: ['serienummer', 'serial', 'serial number'], required: true, read: textCell(64) },
  nationalId: { names: ['fødselsnummer', 'fodselsnummer', 'national id'], required: false, read: nationalIdCell },
  residentId: { names: ['beboer', 'resident', 'residentid', 'resident id'], required: false, read: idCell },
  place: { names: ['plassering', 'place'], required: false, read: textCell(100) },
  location: { names: ['lager', 'location'], required: false, read: textCell(100) },
} as const;

type Row = ReadRow<typeof DEVICE_COLUMNS>;

type Known = {
  readonly serials: ReadonlyMap<string, RegisteredSerial>;
  readonly byId: ReadonlyMap<string, FoundResident>;
  readonly byNationalId: ReadonlyMap<string, FoundResident>;
};

const keyOf = (one: { readonly profile: string | null; readonly serial: string | null }): string =>
  `${one.profile} ${one.serial}`;

const load = async (
  { db }: Pick<ApiDeps, 'db'>,
  { municipalityId }: Identity,
  rows: readonly Row[],
): Promise<Known> => {
  const asked = rows.map(({ values }) => values);
  const keys = asked.map(({ profile, serial }) => ({ profile: profile ?? '', serial: serial ?? '' }));
  const ids = asked.flatMap(({ residentId }) => residentId ?? []);
  const nationalIds = asked.flatMap(({ nationalId }) => nationalId ?? []);
  const [serials, residents] = await Promise.all([
    findSerials(db, municipalityId, keys),
    findResidentsBy(db, municipalityId, { ids, nationalIds }),
  ]);
  return {
    serials: new Map(serials.map((one) => [keyOf(one), one])),
    byId: new Map(residents.map((one) => [one.id, one])),
    byNationalId: new Map(
      residents.flatMap((one) => (one.nationalId === null ? [] : [[one.nationalId, one] as const])),
    ),
  };
};

/** Whose it is to be; null: nobody's. */
const residentOf = ({ number, values }: Row, known: Known): FoundResident | null | RowFault => {
  const { residentId, nationalId } = values;
  if (residentId === null && nationalId === null) return null;
  const found = residentId === null ? known.byNationalId.get(nationalId ?? '') : known.byId.get(residentId);
  const column = DEVICE_COLUMNS[residentId === null ? 'nationalId' : 'residentId'].names[0];
  if (found === undefined)
    return { row: number, column, code: 'resident-unknown', message: 'is nobody who is registered here' };
  return found;
};

const closedFault = ({ number, values }: Row): RowFault => {
  const column = DEVICE_COLUMNS[values.residentId === null ? 'nationalId' : 'residentId'].names[0];
  return { row: number, column, code: 'resident-closed', message: 'is somebody who is closed' };
};

const planRow = (row: Row, known: Known, newId: () => string): Planned<ImportedDevice> => {
  const { number, values } = row;
  const { profile, serial, place, location } = values;
  if (profile === null || serial === null) throw new Error('a row was read without what it needs');
  const wrong = serialFault(serial, deviceProfile(profile)?.serial.form ?? 'free');
  const [column] = DEVICE_COLUMNS.serial.names;
  if (wrong !== null)
    return { kind: 'fault', fault: { row: number, column, code: wrong, message: 'is no serial number' } };
  const resident = residentOf(row, known);
  if (resident !== null && 'code' in resident) return { kind: 'fault', fault: resident };
  const registered = known.serials.get(keyOf({ profile, serial }));
  if (registered === undefined) {
    if (resident?.isClosed === true) return { kind: 'fault', fault: closedFault(row) };
    return { kind: 'new', value: { id: newId(), profile, serial, place, location, residentId: resident?.id ?? null } };
  }
  if (registered.residentId === (resident?.id ?? null)) return { kind: 'same' };
  const fault = { row: number, column, code: 'registered-elsewhere', message: 'is registered, and somebody else’s' };
  return { kind: 'fault', fault };
};

/** Devices as a supplier or an earlier system lists them. A row with a resident hangs there already. */
export const deviceImport = (deps: Pick<ApiDeps, 'db' | 'now' | 'newId'>, who: Identity): BulkImport => ({
  columns: DEVICE_COLUMNS,
  plan: async (read) => {
    const rows = read as readonly Row[];
    const known = await load(deps, who, rows);
    return planRows(
      rows,
      ({ values }) => keyOf(values),
      DEVICE_COLUMNS.serial.names[0],
      (row) => planRow(row, known, deps.newId),
    );
  },
  write: async (planned) => {
    const devices = planned as readonly ImportedDevice[];
    const residents = devices.flatMap(({ residentId }) => residentId ?? []);
    await deps.db.transaction().execute(async (tx) => {
      const held = await holdServed(tx, residents);
      const made = await insertImportedDevices(tx, who.municipalityId, devices, { actorId: who.id, now: deps.now() });
      if (!held || made < devices.length)
        throw new ApiProblem(409, 'import-raced', 'Somebody changed one of them meanwhile; nothing was written.');
    });
  },
});
