import type { z } from 'zod';
import { ApiProblem } from './problem/api-problem.ts';

/** Where the next page begins. Opaque to clients, read back through a schema. */
export const encodeCursor = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url');

export const decodeCursor = <S extends z.ZodType>(schema: S, cursor: string): z.output<S> => {
  let value: unknown;
  try {
    value = JSON.parse(Buffer.from(cursor, 'base64url').toString());
  } catch {
    value = undefined;
  }
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ApiProblem(400, 'cursor-invalid', 'The cursor is none of ours.');
  return parsed.data;
};
