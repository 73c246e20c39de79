import { type AlarmRecord, type Database, findAlarms } from '@varde/postgres';

/** Beyond so many that nobody came for, the oldest are forgotten. */
const KEPT = 200;

export type NamedAlarms = {
  /** A ring has named them: they are read at once, beside the log that will tell of them. */
  begin(alarmIds: readonly string[]): void;
  /** These alarms in this order, as they are now; `seqs`: the latest change that is told of each. */
  take(seqs: ReadonlyMap<string, number>): Promise<AlarmRecord[]>;
};

type Reading = Promise<AlarmRecord | undefined>;

/** A way to the database and back is a third of what an alarm takes from its commit to the streams. */
export const createNamedAlarms = (db: Database): NamedAlarms => {
  const early = new Map<string, Reading>();

  const takeOne = async (id: string, seq: number): Promise<AlarmRecord[]> => {
    const record = await early.get(id);
    early.delete(id);
    // What was read before the change it is to show is read again.
    return record !== undefined && record.change >= seq ? [record] : [];
  };

  return {
    begin: (alarmIds) => {
      const reading = findAlarms(db, alarmIds).catch(() => []);
      for (const id of alarmIds) {
        early.set(
          id,
          reading.then((records) => records.find(({ alarm }) => alarm.id === id)),
        );
      }
      for (const oldest of early.keys()) {
        if (early.size <= KEPT) break;
        early.delete(oldest);
      }
    },
    take: async (seqs) => {
      const records = (await Promise.all([...seqs].map(([id, seq]) => takeOne(id, seq)))).flat();
      const known = new Map(records.map((record) => [record.alarm.id, record]));
      const rest = await findAlarms(
        db,
        [...seqs.keys()].filter((id) => !known.has(id)),
      );
      for (const record of rest) known.set(record.alarm.id, record);
      return [...seqs.keys()].flatMap((id) => known.get(id) ?? []);
    },
  };
};
