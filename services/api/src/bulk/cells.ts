import { fnr } from '@navikt/fnrvalidator';
import { type Day, DEVICE_FUNCTIONS, type DeviceFunction, deviceProfile, isDeviceFunction } from '@varde/domain';
import type { CellResult } from './read-rows.ts';

const fault = (code: string, message: string): CellResult<never> => ({ fault: { code, message } });

export const textCell =
  (max: number) =>
  (cell: string): CellResult<string> => {
    if (cell.length > max) return fault('too-long', `is longer than ${max} characters`);
    if (/\p{Cc}/u.test(cell) || !cell.isWellFormed())
      return fault('unreadable', 'holds a character that cannot be stored');
    return { value: cell };
  };

/** A profile by its id, or by its Norwegian name. */
export const profileCell = (cell: string): CellResult<string> => {
  const id = cell.toLowerCase();
  return deviceProfile(id) === undefined ? fault('profile-unknown', 'is no device profile') : { value: id };
};

export const isNationalId = (digits: string): boolean => fnr(digits).status === 'valid';

/** Eleven digits whose last two check the others; synthetic ones are as good. */
export const nationalIdCell = (cell: string): CellResult<string> => {
  const digits = cell.replaceAll(/\s/g, '');
  // A spreadsheet takes it for a number.
  if (/^\d{10}$/.test(digits))
    return fault('national-id-invalid', 'has ten digits: the spreadsheet has dropped the first zero');
  return isNationalId(digits) ? { value: digits } : fault('national-id-invalid', 'is no national id');
};

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export const idCell = (cell: string): CellResult<string> => {
  const id = cell.toLowerCase();
  return UUID.test(id) ? { value: id } : fault('id-invalid', 'is no id');
};

/** Nobody who is served was born, and nothing was decided, before. */
const EARLIEST = '1850-01-01';

const isDay = (text: string): boolean => {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && text >= EARLIEST && new Date(at).toISOString().startsWith(text);
};

/** A day as Norwegians write it, 31.12.2026, or as machines do, 2026-12-31. */
export const dayCell = (cell: string): CellResult<Day> => {
  const [, day, month, year] = /^(\d{1,2})\.(\d{1,2})\.(\d{4})$/.exec(cell) ?? [];
  const text = year === undefined ? cell : `${year}-${month?.padStart(2, '0')}-${day?.padStart(2, '0')}`;
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && isDay(text)
    ? { value: text }
    : fault('day-invalid', 'is no day; write 31.12.2026');
};

export const phoneCell = (cell: string): CellResult<string> =>
  /^\+?[\d ]{3,20}$/.test(cell) ? { value: cell } : fault('phone-invalid', 'is no telephone number');

export const postalCodeCell = (cell: string): CellResult<string> => {
  if (/^\d{4}$/.test(cell)) return { value: cell };
  const hint = /^\d{3}$/.test(cell)
    ? 'has three digits: the spreadsheet has dropped the first zero'
    : 'is no postal code';
  return fault('postal-code-invalid', hint);
};

const listOf = (cell: string): readonly string[] =>
  cell
    .split(',')
    .map((one) => one.trim())
    .filter((one) => one !== '');

/** A few words each, with commas between. */
export const wordsCell = (cell: string): CellResult<readonly string[]> => {
  const words = listOf(cell);
  if (words.length > 20) return fault('too-many', 'holds more than 20');
  for (const word of words) {
    const read = textCell(64)(word);
    if ('fault' in read) return read;
  }
  return { value: words };
};

export const profilesCell = (cell: string): CellResult<readonly string[]> => {
  const profiles = listOf(cell.toLowerCase());
  const unknown = profiles.find((id) => deviceProfile(id) === undefined);
  return unknown === undefined ? { value: profiles } : fault('profile-unknown', 'holds what is no device profile');
};

const FUNCTIONS = new Map<string, DeviceFunction>(
  Object.entries(DEVICE_FUNCTIONS).flatMap(([id, { nb }]) =>
    isDeviceFunction(id) ? [[id, id] as const, [nb.toLowerCase(), id] as const] : [],
  ),
);

/** A function by its id, or by its name on the pages. */
export const functionCell = (cell: string): CellResult<DeviceFunction> => {
  const found = FUNCTIONS.get(cell.toLowerCase());
  return found === undefined ? fault('function-unknown', 'is no function of a device') : { value: found };
};

export const yesOrNoCell = (cell: string): CellResult<boolean> => {
  const answer = cell.toLowerCase();
  if (['ja', 'j', 'yes', 'true', '1'].includes(answer)) return { value: true };
  if (['nei', 'n', 'no', 'false', '0'].includes(answer)) return { value: false };
  return fault('yes-or-no', 'is neither ja nor nei');
};
