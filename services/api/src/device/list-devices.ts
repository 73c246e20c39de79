import type { DeviceView, deviceQuerySchema } from '@varde/contracts';
import { type Database, listDevices } from '@varde/postgres';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { presentDevice } from './present-device.ts';

const cursorSchema = z.object({ serial: z.string(), id: z.uuid() });

export const pageDevices = async (
  db: Database,
  municipalityId: string,
  query: z.output<typeof deviceQuerySchema>,
): Promise<{ items: DeviceView[]; next?: string }> => {
  const { serial, resident, profile, state, cursor, limit } = query;
  const after = cursor === undefined ? undefined : decodeCursor(cursorSchema, cursor);
  const filter = { municipalityId, serialPrefix: serial, residentId: resident, profile, state, after };
  const records = await listDevices(db, filter, limit + 1);
  const page = records.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(presentDevice);
  return records.length > limit && last
    ? { items, next: encodeCursor({ serial: last.serial, id: last.id }) }
    : { items };
};
