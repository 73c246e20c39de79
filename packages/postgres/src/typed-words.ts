import type { Spellings, Typed } from '@varde/domain';
import { type RawBuilder, sql } from 'kysely';
import type { Executor } from './database.ts';

/** What was typed as the register's own words and codes are kept. */
export const readTyped = async (db: Executor, text: string): Promise<Typed> => {
  const { rows } = await sql<Typed>`select search_words(${text}) as words, search_code(${text}) as code`.execute(db);
  return rows[0] ?? { words: [], code: '' };
};

/** `:*`: the word may go on. */
export type WordEnding = '' | ':*';

/** Every word in one of its spellings, as a tsquery. */
export const queryOf = (
  municipalityId: string,
  words: Spellings,
  endingOf: (word: string) => WordEnding,
): RawBuilder<unknown> => {
  const clauses = words.map((spellings) =>
    spellings.map((spelling) => `'${municipalityId}${spelling}'${endingOf(spelling)}`).join(' | '),
  );
  return sql`${clauses.map((clause) => `(${clause})`).join(' & ')}::tsquery`;
};
