import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Measured } from '../run-bench.ts';

const FOLDER = path.resolve(import.meta.dirname, '../results');

/** As JSON that a person can look through: what holds no other list or object is one line, and so is a curve. */
const textOf = (measured: Measured): string =>
  JSON.stringify(measured, null, 2)
    .replaceAll(/[[{][^[\]{}]*[\]}]/g, (flat) => flat.replaceAll(/\s*\n\s*/g, ' '))
    .replaceAll(/\],\n\s*(?=\[ [\d.]+, [\d.]+ \])/g, '], ');

export const saveResult = async (measured: Measured): Promise<void> => {
  await mkdir(FOLDER, { recursive: true });
  const file = path.join(FOLDER, `${measured.result.name}.json`);
  await writeFile(file, `${textOf(measured)}\n`);
};

/** The latest result of every bench that has one, in the order of `names`. */
export const loadResults = async (names: readonly string[]): Promise<Measured[]> => {
  const files = new Set(await readdir(FOLDER).catch(() => []));
  const found = names.map((name) => `${name}.json`).filter((file) => files.has(file));
  return Promise.all(
    found.map(async (file) => JSON.parse(await readFile(path.join(FOLDER, file), 'utf8')) as Measured),
  );
};
