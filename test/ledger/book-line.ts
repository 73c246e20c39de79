import { z } from 'zod';

/** One message in a load generator's book: what was sent, and what its device was told. The rest is for others. */
const bookLineSchema = z.object({
  deviceId: z.guid().toLowerCase(),
  id: z.guid().toLowerCase(),
  kind: z.string().min(1),
  at: z.iso.datetime({ offset: true }),
  state: z.enum(['stored', 'rejected']).nullable(),
});
export type BookLine = z.infer<typeof bookLineSchema>;

export const readBookLine = (line: string): BookLine => bookLineSchema.parse(JSON.parse(line));

/** PostgreSQL's text format of COPY. */
const escapeField = (text: string): string =>
  text.replaceAll('\\', '\\\\').replaceAll('\t', '\\t').replaceAll('\n', '\\n').replaceAll('\r', '\\r');

/** The line as a row of the table `book`. Events keep milliseconds, whatever the device wrote. */
export const copyRow = ({ deviceId, id, kind, at, state }: BookLine): string => {
  const instant = new Date(Date.parse(at)).toISOString();
  return `${deviceId}\t${id}\t${escapeField(kind)}\t${instant}\t${state ?? '\\N'}\n`;
};
