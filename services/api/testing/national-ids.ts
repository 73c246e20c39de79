import { isNationalId } from '../src/bulk/cells.ts';

const DIGITS = Array.from({ length: 100 }, (_, index) => String(index).padStart(2, '0'));
/** For births in 1900–1999: a handful for each day are enough. */
const INDIVIDUALS = ['100', '101', '102', '103', '104'];
const MILLISECONDS_A_DAY = 86_400_000;

const given: string[] = [];
let days = 0;

/** Those of one birth date: the month is 80 too high, so that none can be a living person's. */
const ofDay = (day: number): string[] => {
  const [year = '', month = '', date = ''] = new Date(day * MILLISECONDS_A_DAY).toISOString().split(/[-T]/);
  const front = `${date}${Number(month) + 80}${year.slice(2)}`;
  return INDIVIDUALS.flatMap((individual) => DIGITS.map((last) => front + individual + last)).filter(isNationalId);
};

/** The nth of many synthetic national ids, always the same. */
export const nationalIdFor = (index: number): string => {
  while (given.length <= index) {
    given.push(...ofDay(days));
    days += 1;
  }
  const id = given[index];
  if (id === undefined) throw new Error('there are national ids without end');
  return id;
};
