import { type Change, type Database, noteTestShown } from '@varde/postgres';
import type { ApiDeps } from '../deps.ts';
import { answersAlarms } from '../rights.ts';
import type { StreamClient } from './stream-client.ts';

/** Raised and not to be heard: a test call among few others. */
const quietlyRaised = ({ subject, action, detail }: Change): boolean =>
  subject === 'alarm' && action === 'raised' && detail['rings'] === false;

/** Whoever tests a device sees that its call has gone out to a page at the centre. Nobody waits for it. */
export const createNoteShown =
  (db: Database, { log, now }: Pick<ApiDeps, 'log' | 'now'>) =>
  (changes: readonly Change[], clients: Iterable<StreamClient>): void => {
    const alarmIds = changes.filter(quietlyRaised).map(({ subjectId }) => subjectId);
    if (alarmIds.length === 0) return;
    const centres = new Set<string>();
    for (const { who } of clients) if (answersAlarms(who.role)) centres.add(who.municipalityId);
    if (centres.size === 0) return;
    noteTestShown(db, alarmIds, [...centres], now()).catch((error: unknown) =>
      log.warn({ err: error }, 'test call not noted as shown'),
    );
  };
