import { fnr } from '@navikt/fnrvalidator';
import { deviceProfile } from '@varde/domain';
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
