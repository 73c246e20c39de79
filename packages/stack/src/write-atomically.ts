import { renameSync, writeFileSync } from 'node:fs';

/** Whoever reads the file sees the old content or the new, never half; only its owner may read it. */
export const writeAtomically = (file: string, content: unknown): void => {
  const draft = `${file}.${process.pid}`;
  writeFileSync(draft, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(draft, file);
};
