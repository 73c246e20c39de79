import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Measured } from '../run-bench.ts';
import { drawCurve } from './percentile-curve.ts';
import { benchPage, curveFile, performancePage } from './performance-page.ts';

const DOCS = path.resolve(import.meta.dirname, '../../../docs');

/** Writes `docs/performance.md`, a page for each bench and its pictures anew from the results there are. */
export const writeReport = async (results: readonly Measured[]): Promise<void> => {
  const pictures = path.join(DOCS, 'performance');
  await rm(pictures, { recursive: true, force: true });
  await mkdir(pictures, { recursive: true });
  for (const measured of results) {
    const { result } = measured;
    await writeFile(path.join(pictures, `${result.name}.md`), benchPage(measured));
    for (const [index, curve] of result.curves.entries()) {
      await writeFile(path.join(pictures, curveFile(result.name, index)), drawCurve(curve));
    }
  }
  await writeFile(path.join(DOCS, 'performance.md'), performancePage(results));
};
