import { z } from 'zod';

const statusSchema = z.object({
  at: z.iso.datetime({ offset: true }),
  battery: z.number().min(0).max(100).optional(),
  rssi: z.number().min(-200).max(100).optional(),
  power: z.enum(['mains', 'battery']).optional(),
  position: z
    .object({
      lat: z.number().min(-90).max(90),
      lon: z.number().min(-180).max(180),
      accuracy: z.number().min(0).max(1_000_000).optional(),
    })
    .optional(),
  firmware: z.string().max(64).optional(),
});

/** A heartbeat, as sent. */
export type StatusMessage = z.infer<typeof statusSchema>;

/** One for all: making one costs as much as reading a heartbeat. */
const utf8 = new TextDecoder();

/** null: no heartbeat (a last will, or out of shape): a hint at most, it raises nothing. */
export const readStatus = (payload: Uint8Array): StatusMessage | null => {
  if (payload.byteLength > 4_096) return null;
  try {
    const parsed = statusSchema.safeParse(JSON.parse(utf8.decode(payload)));
    if (!parsed.success || parsed.data.firmware?.includes('\u0000')) return null;
    return parsed.data;
  } catch {
    return null;
  }
};
