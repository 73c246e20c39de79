import { type Database, type DeviceFilter, listDevices } from '@varde/postgres';
import { CSV_MARK, csvLine } from './write-csv.ts';

const PAGE = 500;

/** The columns of the import, and what stands beside them; no name, no address, no code of a key box. */
const HEADER = ['Profil', 'Serienummer', 'Beboer', 'Plassering', 'Lager', 'Tilstand', 'Sist hørt', 'Batteri'];

/** A page at a time, however many there are: whoever reads slowly holds one page. */
export async function* exportDevices(db: Database, filter: Omit<DeviceFilter, 'after'>): AsyncGenerator<string> {
  yield CSV_MARK + csvLine(HEADER);
  let after: DeviceFilter['after'];
  do {
    const page = await listDevices(db, { ...filter, after }, PAGE);
    yield page
      .map(({ profile, serial, residentId, place, location, state, lastContact, battery }) => {
        const heard = lastContact === null ? null : new Date(lastContact).toISOString();
        return csvLine([profile, serial, residentId, place, location, state, heard, battery?.toString() ?? null]);
      })
      .join('');
    const last = page.length < PAGE ? undefined : page.at(-1);
    after = last && { serial: last.serial, id: last.id };
  } while (after !== undefined);
}
