import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';

/** Where a running stack is reached. */
export type StackUrls = { readonly api: string; readonly mqtt: string };

/** Reads `stack.json`; rejects while the stack is not ready and has not written it. */
export const readStackFile = async (file: string): Promise<StackUrls> => {
  if (!existsSync(file)) {
    throw new Error(`Waiting for a stack in ${path.dirname(path.resolve(file))}; start one with npm start`);
  }
  const content: unknown = JSON.parse(await readFile(file, 'utf8'));
  const { api, mqtt } = (content ?? {}) as { api?: unknown; mqtt?: unknown };
  if (typeof api !== 'string' || typeof mqtt !== 'string') throw new Error(`${file} names no api and mqtt`);
  return { api, mqtt };
};
