import { type Database, type DeviceFilter, type DeviceRecord, listDevices } from '@varde/postgres';
import { type Cells, exportPages } from './export-pages.ts';

/** The columns of the import, and what stands beside them; no name, no address, no code of a key box. */
const HEADER = ['Profil', 'Serienummer', 'Beboer', 'Plassering', 'Lager', 'Tilstand', 'Sist hørt', 'Batteri'];

const deviceCells = (device: DeviceRecord): Cells => {
  const { profile, serial, residentId, place, location, state, lastContact, battery } = device;
  const heard = lastContact === null ? null : new Date(lastContact).toISOString();
  return [profile, serial, residentId, place, location, state, heard, battery?.toString() ?? null];
};

export const exportDevices = (db: Database, filter: Omit<DeviceFilter, 'after'>): AsyncGenerator<string> =>
  exportPages<DeviceRecord>(
    HEADER,
    (after, limit) => listDevices(db, { ...filter, after: after ?? undefined }, limit),
    (device) => [deviceCells(device)],
  );
