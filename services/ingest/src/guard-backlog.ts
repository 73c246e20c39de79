import { countBacklog, type Database } from '@varde/postgres';
import { type Check, Gauge, type Log, type Registry } from '@varde/runtime';
import { type BacklogGate, createBacklogGate } from './backlog-gate.ts';

export type BacklogGuard = Pick<BacklogGate, 'pass' | 'close'> & {
  /** The backlog as a dependency: fails while messages are held back. */
  readonly check: Check;
};

export type BacklogGuardOptions = {
  readonly db: Database;
  readonly limit: number;
  readonly log: Log;
  readonly registry: Registry;
};

/** The event lane's gate, and how it says that it is shut: one line in the log, /readyz, two gauges. */
export const guardBacklog = ({ db, limit, log, registry }: BacklogGuardOptions): BacklogGuard => {
  const gate = createBacklogGate({
    limit,
    count: () => countBacklog(db, 'event'),
    onChange: (isShut, backlog) => {
      if (isShut) log.error({ backlog, limit }, 'backlog is full: events are held back, without receipt or PUBACK');
      else log.info({ backlog, limit }, 'backlog has shrunk: events are taken again');
    },
    onError: (error) => log.warn({ err: error }, 'backlog not counted'),
  });
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read());
      },
    });
  gauge(
    'varde_ingest_backlog_events',
    'Events of the event lane stored and not decided, at the last look',
    () => gate.backlog,
  );
  gauge('varde_ingest_backlog_full', '1 while events are held back for the backlog', () => (gate.isShut ? 1 : 0));
  return {
    pass: gate.pass,
    close: gate.close,
    check: async () => {
      if (gate.isShut) throw new Error('the backlog is full');
    },
  };
};
