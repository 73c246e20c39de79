import { z } from 'zod';

/** What a device is told to do; after `until` it does nothing of it. */
export type CommandMessage = { readonly id: string; readonly command: string; readonly until: string };

const resultSchema = z.object({
  id: z.uuid().transform((id) => id.toLowerCase()),
  ok: z.boolean(),
  reason: z.string().max(200).optional(),
});
export type CommandResult = z.infer<typeof resultSchema>;

/** null: not JSON, or out of shape. */
export const readCommandResult = (payload: Uint8Array): CommandResult | null => {
  if (payload.byteLength > 4_096) return null;
  try {
    const parsed = resultSchema.safeParse(JSON.parse(new TextDecoder().decode(payload)));
    if (!parsed.success || parsed.data.reason?.includes('\u0000')) return null;
    return parsed.data;
  } catch {
    return null;
  }
};
