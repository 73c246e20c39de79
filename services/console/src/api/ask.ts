import type { Problem } from '@varde/contracts';
import type { ApiResult } from './api-result.ts';

const ANSWER_LIMIT_MS = 8_000;

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
};

/** The api is ours and built with these contracts: a body of the promised status is taken as promised. */
export type Ask = <T>(method: string, path: string, body?: unknown) => Promise<ApiResult<T>>;

export const createAsk =
  (request: typeof fetch): Ask =>
  async <T>(method: string, path: string, body?: unknown): Promise<ApiResult<T>> => {
    try {
      const response = await request(path, {
        method,
        credentials: 'same-origin',
        headers: { accept: 'application/json', ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
        signal: AbortSignal.timeout(ANSWER_LIMIT_MS),
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      if (response.status === 401) return { kind: 'signed-out' };
      const answer = await readBody(response);
      if (response.ok) return { kind: 'ok', value: answer as T };
      return isProblem(answer) ? { kind: 'problem', problem: answer } : { kind: 'unreachable' };
    } catch {
      return { kind: 'unreachable' };
    }
  };
