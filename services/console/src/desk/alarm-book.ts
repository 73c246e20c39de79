import type { AlarmView } from '@varde/contracts';

/** Every alarm the page knows, by id. A closed one stays for a while, so that an older answer cannot reopen it. */
export type AlarmBook = ReadonlyMap<string, AlarmView>;

const CLOSED_KEPT_MS = 10 * 60_000;

/** The stream repeats after a resume, and answers overtake it: only what is newer than what we have counts. */
const isNewer = (incoming: AlarmView, known: AlarmView | undefined): boolean => {
  if (known === undefined) return true;
  if (incoming.version !== known.version) return incoming.version > known.version;
  return incoming.change > known.change;
};

const withoutOldClosed = (book: Map<string, AlarmView>, closedAt: string): Map<string, AlarmView> => {
  const oldest = Date.parse(closedAt) - CLOSED_KEPT_MS;
  for (const [id, alarm] of book) {
    if (alarm.closedAt !== undefined && Date.parse(alarm.closedAt) < oldest) book.delete(id);
  }
  return book;
};

export const withAlarm = (book: AlarmBook, alarm: AlarmView): AlarmBook => {
  if (!isNewer(alarm, book.get(alarm.id))) return book;
  const next = new Map(book).set(alarm.id, alarm);
  return alarm.closedAt === undefined ? next : withoutOldClosed(next, alarm.closedAt);
};

/**
 * The list as the api gave it replaces the book. What was heard while the list was on its way may be newer
 * than the list, so those alarms stay, even where the list does not hold them.
 */
export const withList = (book: AlarmBook, list: readonly AlarmView[], heard: ReadonlySet<string>): AlarmBook => {
  const next = new Map([...book].filter(([id]) => heard.has(id)));
  for (const alarm of list) {
    if (isNewer(alarm, next.get(alarm.id))) next.set(alarm.id, alarm);
  }
  return next;
};
