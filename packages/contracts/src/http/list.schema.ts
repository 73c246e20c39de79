import { z } from 'zod';

/** Every list answers so; `next` is the `cursor` of the page after, absent on the last. */
export const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item), next: z.string().optional() });
