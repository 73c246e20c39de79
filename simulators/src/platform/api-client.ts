import { problemSchema } from '@varde/contracts';
import type { TokenSource } from './token-source.ts';

/** The api answered, and said no. */
export class ApiError extends Error {
  readonly code: string;
  readonly status: number;
  constructor(status: number, code: string, what: string) {
    super(`${what}: ${status} ${code}`);
    this.name = 'ApiError';
    this.code = code;
    this.status = status;
  }
}

/** A no that asking again will not turn into a yes. */
export const isFinal = (error: unknown): boolean =>
  error instanceof ApiError && error.status < 500 && error.status !== 429;

export type ApiClient = {
  /** The parsed body, undefined where there is none (204). Throws ApiError for any other answer than 2xx. */
  request(method: 'GET' | 'POST' | 'PUT' | 'DELETE', path: string, body?: unknown): Promise<unknown>;
};

const ANSWER_LIMIT = 30_000;

const codeOf = async (response: Response): Promise<string> => {
  const problem = problemSchema.safeParse(await response.json().catch(() => null));
  return problem.success ? problem.data.code : response.statusText;
};

export const createApiClient = (baseUrl: string, tokens: TokenSource): ApiClient => {
  const ask = (method: string, path: string, body: unknown, token: string): Promise<Response> =>
    fetch(new URL(path, baseUrl), {
      method,
      signal: AbortSignal.timeout(ANSWER_LIMIT),
      headers: {
        authorization: `Bearer ${token}`,
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });

  return {
    async request(method, path, body) {
      let response = await ask(method, path, body, await tokens.current());
      // Tokens run out while a simulation runs for days.
      if (response.status === 401) response = await ask(method, path, body, await tokens.renewed());
      if (!response.ok) throw new ApiError(response.status, await codeOf(response), `${method} ${path}`);
      return response.status === 204 ? undefined : response.json();
    },
  };
};
