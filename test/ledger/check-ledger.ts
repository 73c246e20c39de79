import pg from 'pg';
import type { Invariant, Violation } from './invariant.ts';
import { ALARM_INVARIANTS } from './invariants/alarms.ts';
import { BOOK_INVARIANTS } from './invariants/book.ts';
import { CHANGE_INVARIANTS } from './invariants/changes.ts';
import { PEOPLE_INVARIANTS } from './invariants/people.ts';
import { waitingInvariants } from './invariants/waiting.ts';
import { judgeEvents } from './judge-events.ts';
import { loadBooks } from './load-books.ts';

export type LedgerOptions = {
  readonly databaseUrl: string;
  /** Books of load generators; without one only what the database can say by itself is checked. */
  readonly books?: readonly string[];
  /** Milliseconds after which an event must be decided and a receipt with the broker. */
  readonly settledWithin?: number;
  /** Milliseconds one question may take. */
  readonly statementTimeout?: number;
};

const SETTLED_WITHIN = 30_000;
const STATEMENT_TIMEOUT = 300_000;
const IDS_TOLD = 10;

/** This session's own; made before the transaction that may write nothing else. */
const TABLES = `
  create temp table book (device_id uuid, message_id uuid, kind text, at timestamptz, state text);
  create temp table known_kind (
    kind text, raises boolean, plan_driven boolean, technical boolean, by_service boolean);
  create temp table judgement (
    event_id bigint primary key, device_id uuid, message_id uuid, alarm_id uuid, decided boolean, by_plan boolean,
    must boolean);
  create temp table cause (event_id bigint, alarm_id uuid, aside boolean);
  create index on cause (event_id)`;

export const listInvariants = (settledWithin: number): readonly Invariant[] => [
  ...BOOK_INVARIANTS,
  ...ALARM_INVARIANTS,
  ...PEOPLE_INVARIANTS,
  ...CHANGE_INVARIANTS,
  ...waitingInvariants(settledWithin),
];

const ask = async (client: pg.Client, { name, violated, sql, values = [] }: Invariant): Promise<Violation[]> => {
  const { rows } = await client.query<{ id: string; count: string }>(
    `select found.id, count(*) over () as count from (${sql}) as found (id) limit ${IDS_TOLD}`,
    [...values],
  );
  const [first] = rows;
  if (first === undefined) return [];
  return [{ invariant: name, sentence: violated, count: Number(first.count), ids: rows.map(({ id }) => id) }];
};

/**
 * Checks what must hold of every database, at one instant of it and in SQL; nothing but the session's own temporary
 * tables is written. Gives what does not hold.
 */
export const checkLedger = async (options: LedgerOptions): Promise<Violation[]> => {
  const { books = [], settledWithin = SETTLED_WITHIN, statementTimeout = STATEMENT_TIMEOUT } = options;
  const client = new pg.Client({
    connectionString: options.databaseUrl,
    application_name: 'ledger',
    connectionTimeoutMillis: 10_000,
    statement_timeout: statementTimeout,
    options: '-c TimeZone=UTC -c work_mem=64MB',
  });
  await client.connect();
  try {
    await client.query(TABLES);
    // First the books, then the instant: what they say is stored was stored before it.
    await loadBooks(client, books);
    await client.query('begin isolation level repeatable read read only');
    await judgeEvents(client);
    const violations: Violation[] = [];
    for (const invariant of listInvariants(settledWithin)) violations.push(...(await ask(client, invariant)));
    return violations;
  } finally {
    await client.end();
  }
};
