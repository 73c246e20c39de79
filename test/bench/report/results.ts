import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Measured } from '../run-bench.ts';

const FOLDER = path.resolve(import.meta.dirname, '../results');

export const saveResult = async (measured: Measured): Promise<void> => {
  await mkdir(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${measured.result.name}.json`);
  await writeFile(file, `${JSON.stringify(measured, null, 2)}\n`);
};

/** The latest result of every bench that has one, in the order of `names`. */
export const loadResults = async (names: readonly string[]): Promise<Measured[]> => {
  const files = new Set(await readdir(FOLDER).catch(() => []));
  const found = names.map((name) => `${name}.json`).filter((file) => files.has(file));
  return Promise.all(
    found.map(async (file) => JSON.parse(await readFile(path.join(FOLDER, file), 'utf8')) as Measured),
  );
};
