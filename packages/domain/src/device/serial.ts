/** `free`: as the maker writes it. `imei`: a number of 15 digits is one, and its last digit checks the others. */
export type SerialForm = 'free' | 'imei';

export type SerialFault = 'serial-unreadable' | 'serial-check-digit';

const READABLE = /^[\p{L}\p{N}](?:[\p{L}\p{N} ._/:+-]{0,62}[\p{L}\p{N}])?$/u;
const IMEI = /^\d{15}$/;

/** Luhn, as 3GPP TS 23.003 annex B has it for an IMEI. */
const isLuhn = (digits: string): boolean => {
  const sum = [...digits].toReversed().reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

/** What is wrong with a serial number as somebody typed or scanned it; null: nothing that can be seen. */
export const serialFault = (serial: string, form: SerialForm): SerialFault | null => {
  if (!READABLE.test(serial)) return 'serial-unreadable';
  return form === 'imei' && IMEI.test(serial) && !isLuhn(serial) ? 'serial-check-digit' : null;
};
