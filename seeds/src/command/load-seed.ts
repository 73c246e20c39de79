import { createDatabase } from '@varde/postgres';
import { buildSeed } from '../build-seed.ts';
import { loadSeed } from '../load-seed.ts';

const url = process.env['VARDE_DATABASE_URL'];
if (url === undefined) throw new Error('VARDE_DATABASE_URL is not set.');

const db = createDatabase({ url, name: 'load-seed', max: 1, statementTimeout: 60_000 }, () => undefined);
try {
  await loadSeed(db, buildSeed(), Date.now());
} finally {
  await db.destroy();
}
