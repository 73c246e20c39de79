import type { AlarmView } from '@varde/contracts';
import { COLOURS, type Instant, orderWaiting, type WaitingAlarm } from '@varde/domain';
import { type AlarmFilter, type Database, findAlarms, listClosedAlarms, listWaitingKeys } from '@varde/postgres';
import { z } from 'zod';
import { decodeCursor, encodeCursor } from '../cursor.ts';
import { presentAlarm } from './present-alarm.ts';

type Page = { items: AlarmView[]; next?: string };

const closedCursor = z.object({ before: z.int() });

const listClosed = async (
  db: Database,
  filter: AlarmFilter,
  cursor: string | undefined,
  limit: number,
): Promise<Page> => {
  const before = cursor === undefined ? null : decodeCursor(closedCursor, cursor).before;
  const records = await listClosedAlarms(db, filter, before, limit + 1);
  const page = records.slice(0, limit);
  const last = page.at(-1);
  const items = page.map(presentAlarm);
  return records.length > limit && last ? { items, next: encodeCursor({ before: last.number }) } : { items };
};

/**
 * The waiting order moves with the clock, so all pages of one listing are ordered as of its first page's instant,
 * and the cursor carries the last alarm's place in it: that alarm may be closed or coloured anew by the next page.
 */
const waitingCursor = z.object({
  now: z.int(),
  last: z.tuple([z.uuid(), z.enum(COLOURS), z.int(), z.int(), z.int()]),
});

const toLast = (alarm: WaitingAlarm): z.input<typeof waitingCursor>['last'] => [
  alarm.id,
  alarm.colour,
  alarm.colourSince,
  alarm.answerBy,
  alarm.receivedAt,
];

const afterLast = (
  keys: readonly WaitingAlarm[],
  { now, last }: z.output<typeof waitingCursor>,
): readonly WaitingAlarm[] => {
  const [id, colour, colourSince, answerBy, receivedAt] = last;
  const mark: WaitingAlarm = { id, colour, colourSince, answerBy, receivedAt };
  const ordered = orderWaiting([...keys.filter((key) => key.id !== id), mark], now);
  return ordered.slice(ordered.indexOf(mark) + 1);
};

const listWaiting = async (
  db: Database,
  filter: AlarmFilter,
  cursor: string | undefined,
  limit: number,
  now: Instant,
): Promise<Page> => {
  const keys = await listWaitingKeys(db, filter);
  const place = cursor === undefined ? null : decodeCursor(waitingCursor, cursor);
  const ordered = place === null ? orderWaiting(keys, now) : afterLast(keys, place);
  const page = ordered.slice(0, limit);
  const last = page.at(-1);
  const items = (
    await findAlarms(
      db,
      page.map(({ id }) => id),
    )
  ).map(presentAlarm);
  return ordered.length > limit && last
    ? { items, next: encodeCursor({ now: place?.now ?? now, last: toLast(last) }) }
    : { items };
};

/** What is not closed in the order it should be answered; closed ones, the latest number first. */
export const listAlarms = async (
  db: Database,
  filter: AlarmFilter,
  page: { readonly cursor?: string | undefined; readonly limit: number },
  now: Instant,
): Promise<Page> =>
  filter.state === 'closed'
    ? listClosed(db, filter, page.cursor, page.limit)
    : listWaiting(db, filter, page.cursor, page.limit, now);
