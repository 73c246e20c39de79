import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { Client } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';
import { copyRow, readBookLine } from './book-line.ts';

/** Rows handed on at a time: a million lines are never in memory together. */
const ROWS = 1_000;

class BookUnreadable extends Error {
  readonly code = 'book-unreadable';
}

async function* copyRows(book: string): AsyncGenerator<string, void> {
  const lines = createInterface({ input: createReadStream(book), crlfDelay: Number.POSITIVE_INFINITY });
  let number = 0;
  let rows: string[] = [];
  for await (const line of lines) {
    number += 1;
    if (line === '') continue;
    try {
      rows.push(copyRow(readBookLine(line)));
    } catch (cause) {
      throw new BookUnreadable(`${book}, line ${number}, is no line of a book`, { cause });
    }
    if (rows.length >= ROWS) {
      yield rows.join('');
      rows = [];
    }
  }
  yield rows.join('');
}

/** Loads the books into this session's table `book`. */
export const loadBooks = async (client: Client, books: readonly string[]): Promise<void> => {
  for (const book of books) {
    const copying = client.query(copyFrom('copy book (device_id, message_id, kind, at, state) from stdin'));
    await pipeline(Readable.from(copyRows(book)), copying);
  }
  await client.query('analyze book');
};
