/** What an HTTP call answered. */
type Answer<T> = { readonly status: number; readonly body: T; readonly type: string };

export type ApiClient = {
  readonly url: string;
  readonly token: string;
  get<T = Record<string, unknown>>(path: string): Promise<Answer<T>>;
  post<T = Record<string, unknown>>(path: string, body?: unknown): Promise<Answer<T>>;
  put<T = Record<string, unknown>>(path: string, body: unknown): Promise<Answer<T>>;
  /** Sends a file of many, as a spreadsheet saves it. */
  file<T = Record<string, unknown>>(path: string, csv: string): Promise<Answer<T>>;
};

export const createApiClient = (url: string, token: string): ApiClient => {
  const send = async <T>(method: string, path: string, type: string, body?: string): Promise<Answer<T>> => {
    const response = await fetch(`${url}${path}`, {
      method,
      headers: { authorization: `Bearer ${token}`, ...(body === undefined ? {} : { 'content-type': type }) },
      ...(body === undefined ? {} : { body }),
      signal: AbortSignal.timeout(15_000),
    });
    const text = await response.text();
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: (text === '' ? null : JSON.parse(text)) as T,
    };
  };
  const call = <T>(method: string, path: string, body?: unknown): Promise<Answer<T>> =>
    send(method, path, 'application/json', body === undefined ? undefined : JSON.stringify(body));
  return {
    url,
    token,
    get: (path) => call('GET', path),
    post: (path, body) => call('POST', path, body),
    put: (path, body) => call('PUT', path, body),
    file: (path, csv) => send('POST', path, 'text/csv', csv),
  };
};
