import { z } from 'zod';

export const instant = z.iso.datetime({ offset: true });

/** What somebody wrote, and PostgreSQL can keep. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), 'holds a character that cannot be stored');
