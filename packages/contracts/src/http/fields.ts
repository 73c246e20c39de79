import { z } from 'zod';

/** Of our time: what is earlier is a slip, and the database knows no year 0. */
export const instant = z.iso.datetime({ offset: true }).refine((at) => at >= '1850', 'is long before anything we know');

/** What somebody wrote, and PostgreSQL can keep. */
export const text = (max: number) =>
  z
    .string()
    .trim()
    .min(1)
    .max(max)
    .refine((value) => !value.includes('\u0000') && value.isWellFormed(), 'holds a character that cannot be stored');
