import type { ApiClient } from '../../harness/api.ts';
import { query } from '../../harness/record.ts';
import type { BenchContext } from '../bench.ts';
import type { BenchStack } from '../stack.ts';
import { type Asked, importFile, type Question } from './questions.ts';

/** One kind of question: how long each answer took, one at a time and eight at a time; milliseconds. */
export type Answers = Pick<Asked, 'kind' | 'name'> & {
  readonly alone: readonly number[];
  readonly together: readonly number[];
  /** Share of the questions that look for something in particular whose answer had it; null: none does. */
  readonly found: number | null;
};

export const AT_A_TIME = 8;

type Answered = { readonly took: number; readonly found: boolean | null };

const ask = async (api: ApiClient, { path, expected }: Question): Promise<Answered> => {
  const begun = performance.now();
  const { status, body } = await api.get<{ items?: { id: string; title?: string }[] }>(path);
  const took = performance.now() - begun;
  if (status !== 200) throw new Error(`${path} answered ${status}`);
  return {
    took,
    found:
      expected === undefined ? null : (body.items ?? []).some(({ id, title }) => id === expected || title === expected),
  };
};

const askAll = async (api: ApiClient, questions: readonly Question[], hands: number): Promise<Answered[]> => {
  const left = questions.toReversed();
  const answers: Answered[] = [];
  const work = async (): Promise<void> => {
    for (let next = left.pop(); next !== undefined; next = left.pop()) answers.push(await ask(api, next));
  };
  await Promise.all(Array.from({ length: hands }, work));
  return answers;
};

const shareFound = (answers: readonly Answered[]): number | null => {
  const looked = answers.filter(({ found }) => found !== null);
  return looked.length === 0 ? null : looked.filter(({ found }) => found === true).length / looked.length;
};

/** Questions of a kind that are asked before any is measured. */
const WARM_UP = 20;

/** Each question once alone, then all of them with eight on the way at any time. */
export const measureAnswers = async (
  { log, signal }: BenchContext,
  api: ApiClient,
  asked: readonly Asked[],
): Promise<Answers[]> => {
  const measured: Answers[] = [];
  for (const { kind, name, questions } of asked) {
    signal.throwIfAborted();
    await askAll(api, questions.slice(0, WARM_UP), 1);
    const alone = await askAll(api, questions, 1);
    const together = await askAll(api, questions, AT_A_TIME);
    const took = (answers: readonly Answered[]): number[] => answers.map((answer) => answer.took);
    measured.push({ kind, name, alone: took(alone), together: took(together), found: shareFound(alone) });
    const worst = Math.max(...took(alone));
    log(`   ${name}: at worst ${worst.toFixed(1)} ms, ${Math.max(...took(together)).toFixed(1)} ms with ${AT_A_TIME}`);
  }
  return measured;
};

/** Seconds from sending a file of so many devices until it says that they are written. */
export const measureImport = async (stack: BenchStack, api: ApiClient, rows: number, name: string): Promise<number> => {
  const people = await query<{ id: string }>(
    stack.databaseUrl,
    `select id from resident where municipality_id = '4601' limit 5000`,
  );
  const file = importFile(
    people.map(({ id }) => id),
    rows,
    name,
  );
  const begun = performance.now();
  const answer = await fetch(`${api.url}/api/devices/import`, {
    method: 'POST',
    headers: { authorization: `Bearer ${api.token}`, 'content-type': 'text/csv' },
    body: file,
    signal: AbortSignal.timeout(120_000),
  });
  const report = (await answer.json()) as { created?: number; written?: boolean };
  const seconds = (performance.now() - begun) / 1_000;
  if (report.created !== rows || report.written !== true) {
    throw new Error(`the import answered ${answer.status} ${JSON.stringify(report)}`);
  }
  return seconds;
};

/** Milliseconds the first look at how all devices fare takes, of the slowest of its three kinds. */
export const measureFirstReport = async (api: ApiClient): Promise<number> => {
  const looks: number[] = [];
  for (const by of ['profile', 'firmware', 'area'])
    looks.push((await ask(api, { path: `/api/reports/devices?by=${by}` })).took);
  return Math.max(...looks);
};
