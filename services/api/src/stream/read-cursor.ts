import { ApiProblem } from '../problem/api-problem.ts';

const HIGHEST = 2n ** 64n - 1n;

/** A `Last-Event-ID` as this service gave it out: an xid8 in decimal. null: none was sent. */
export const readCursor = (value: string | undefined): string | null => {
  if (value === undefined || value === '') return null;
  if (!/^\d{1,20}$/.test(value) || BigInt(value) > HIGHEST) {
    throw new ApiProblem(400, 'cursor-invalid', 'The cursor is none of ours.');
  }
  return value;
};
