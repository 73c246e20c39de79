import type { Draw } from './draw.ts';

const FIRST_WEIGHTS = [3, 7, 6, 1, 8, 9, 4, 5, 2];
const SECOND_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];

/** undefined: the remainder has no digit, and the number is not given to anyone. */
const controlDigit = (digits: string, weights: readonly number[]): string | undefined => {
  const sum = weights.reduce((total, weight, index) => total + weight * Number(digits[index]), 0);
  const remainder = (11 - (sum % 11)) % 11;
  return remainder === 10 ? undefined : String(remainder);
};

const withControlDigits = (nine: string): string | undefined => {
  const first = controlDigit(nine, FIRST_WEIGHTS);
  if (first === undefined) return undefined;
  const second = controlDigit(nine + first, SECOND_WEIGHTS);
  return second === undefined ? undefined : nine + first + second;
};

/**
 * A synthetic national id (Skatteetaten's Tenor scheme): the month is raised by 80, so that it can never be a
 * living person's. For births in 1900–1999, whose individual numbers are 000–499; the third digit is odd for men.
 */
export const syntheticNationalId = (birthDate: string, sex: 'female' | 'male', draw: Draw): string => {
  const [year = '', month = '', day = ''] = birthDate.split('-');
  const start = draw.integer(0, 249);
  // One number in six has no control digits: the next one is tried.
  for (let step = 0; step < 250; step += 1) {
    const individual = ((start + step) % 250) * 2 + (sex === 'male' ? 1 : 0);
    const nine = `${day}${Number(month) + 80}${year.slice(2)}${String(individual).padStart(3, '0')}`;
    const id = withControlDigits(nine);
    if (id !== undefined) return id;
  }
  throw new RangeError(`no synthetic national id for ${birthDate}`);
};
