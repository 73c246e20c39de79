import { findKeyBoxes, setKeyBoxes } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import type { Identity } from '../identity/identity.ts';
import { ApiProblem } from '../problem/api-problem.ts';
import { idCell, textCell } from './cells.ts';
import { type BulkImport, type Planned, planRows } from './plan-rows.ts';
import type { ReadRow, RowFault } from './read-rows.ts';

/** A home by its id or by the key box that hangs there: never by its address or by who lives in it. */
export const KEY_BOX_COLUMNS = {
  homeId: { names: ['bolig', 'home', 'homeid', 'home id'], required: false, read: idCell },
  serial: { names: ['serienummer', 'serial', 'serial number'], required: false, read: textCell(64) },
  keyBox: { names: ['nøkkelboks', 'key box'], required: true, read: textCell(64) },
} as const;

type Row = ReadRow<typeof KEY_BOX_COLUMNS>;
type Fresh = { readonly homeId: string; readonly keyBox: string };
type Home = { readonly homeId: string; readonly keyBox: string | null };
type Known = { readonly byId: ReadonlyMap<string, Home>; readonly bySerial: ReadonlyMap<string, Home> };

const faultAt = (row: Row, column: keyof typeof KEY_BOX_COLUMNS, code: string, message: string): RowFault => ({
  ...{ row: row.number, column: KEY_BOX_COLUMNS[column].names[0], code, message },
});

const homeOf = (row: Row, { byId, bySerial }: Known): Home | RowFault => {
  const { homeId, serial } = row.values;
  if (homeId === null && serial === null)
    return faultAt(row, 'homeId', 'missing', 'is empty, and so is the serial number');
  const ofSerial = serial === null ? undefined : bySerial.get(serial);
  if (serial !== null && ofSerial === undefined)
    return faultAt(row, 'serial', 'device-unknown', 'is no key box at a home here');
  if (homeId === null) return ofSerial ?? faultAt(row, 'serial', 'device-unknown', 'is no key box at a home here');
  const home = byId.get(homeId);
  if (home === undefined) return faultAt(row, 'homeId', 'home-unknown', 'is no home here');
  if (ofSerial !== undefined && ofSerial.homeId !== home.homeId)
    return faultAt(row, 'serial', 'home-differs', 'hangs at another home');
  return home;
};

const planRow = (row: Row, home: Home | RowFault): Planned<Fresh> => {
  if ('code' in home) return { kind: 'fault', fault: home };
  const keyBox = row.values.keyBox ?? '';
  if (home.keyBox === null) return { kind: 'new', value: { homeId: home.homeId, keyBox } };
  if (home.keyBox === keyBox) return { kind: 'same' };
  return { kind: 'fault', fault: faultAt(row, 'keyBox', 'registered-differently', 'is registered otherwise') };
};

const load = async (db: ApiDeps['db'], { municipalityId }: Identity, rows: readonly Row[]): Promise<Known> => {
  const homeIds = rows.flatMap(({ values }) => values.homeId ?? []);
  const homes = await findKeyBoxes(db, municipalityId, {
    homeIds,
    serials: rows.flatMap(({ values }) => values.serial ?? []),
  });
  return {
    byId: new Map(homes.map((home) => [home.homeId, home])),
    bySerial: new Map(homes.flatMap((home) => home.serials.map((serial) => [serial, home] as const))),
  };
};

export const keyBoxImport = ({ db, now }: Pick<ApiDeps, 'db' | 'now'>, who: Identity): BulkImport => ({
  columns: KEY_BOX_COLUMNS,
  plan: async (read) => {
    const rows = read as readonly Row[];
    const known = await load(db, who, rows);
    const homes = new Map(rows.map((row) => [row.number, homeOf(row, known)]));
    const homeAt = ({ number }: Row): Home | RowFault => {
      const home = homes.get(number);
      if (home === undefined) throw new Error('every row was looked up');
      return home;
    };
    const keyOf = (row: Row): string => {
      const home = homeAt(row);
      return 'homeId' in home ? home.homeId : `row ${row.number}`;
    };
    return planRows(rows, keyOf, KEY_BOX_COLUMNS.homeId.names[0], (row) => planRow(row, homeAt(row)));
  },
  write: async (planned) => {
    const boxes = planned as readonly Fresh[];
    await db.transaction().execute(async (tx) => {
      const made = await setKeyBoxes(tx, who.municipalityId, boxes, { actorId: who.id, now: now() });
      if (made < boxes.length)
        throw new ApiProblem(409, 'import-raced', 'Somebody changed one of them meanwhile; nothing was written.');
    });
  },
});
