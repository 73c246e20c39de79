import type { AlarmDetailView, AlarmView, IncidentDetailView, MeView, Problem, SummaryView } from '@varde/contracts';
import type { Action, AlarmQueue, Cause, Colour, ResponderStatus } from '@varde/domain';
import type { ApiResult } from './api-result.ts';

const ANSWER_LIMIT_MS = 8_000;
const LIST_LIMIT = 500;
/** 2 000 open alarms: far above what a centre can hold, and a bound all the same. */
const LIST_PAGES = 4;

/** A command on one alarm, as its path and body under `/api/alarms/{id}/`. */
export type AlarmRequest =
  | { readonly path: 'answer' | 'release' }
  | { readonly path: 'note'; readonly body: { readonly text: string } }
  | { readonly path: 'colour'; readonly body: { readonly colour: Colour; readonly reason?: string } }
  | { readonly path: 'contact'; readonly body: { readonly made: boolean } }
  | { readonly path: 'respond'; readonly body: { readonly status: ResponderStatus; readonly responder?: string } }
  | { readonly path: 'shelve'; readonly body: { readonly until: string; readonly reason: string } }
  | {
      readonly path: 'close';
      readonly body: { readonly cause: Cause; readonly action: Action; readonly note?: string };
    };

type ListAnswer = { readonly items: readonly AlarmView[]; readonly next?: string };

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && typeof body.code === 'string';

const readBody = async (response: Response): Promise<unknown> => {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
};

export const createApiClient = (request: typeof fetch) => {
  /** The api is ours and built with these contracts: a body of the promised status is taken as promised. */
  const ask = async <T>(method: string, path: string, body?: unknown): Promise<ApiResult<T>> => {
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

  const listAlarms = async (queue: AlarmQueue): Promise<ApiResult<readonly AlarmView[]>> => {
    const items: AlarmView[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < LIST_PAGES; page += 1) {
      const query = new URLSearchParams({
        queue,
        limit: String(LIST_LIMIT),
        ...(cursor === undefined ? {} : { cursor }),
      });
      const result = await ask<ListAnswer>('GET', `/api/alarms?${query.toString()}`);
      if (result.kind !== 'ok') return result;
      items.push(...result.value.items);
      cursor = result.value.next;
      if (cursor === undefined) break;
    }
    return { kind: 'ok', value: items };
  };

  return {
    me: () => ask<MeView>('GET', '/api/me'),
    setPresence: (available: boolean) => ask<MeView['presence']>('PUT', '/api/me/presence', { available }),
    listAlarms,
    alarm: (id: string) => ask<AlarmDetailView>('GET', `/api/alarms/${id}`),
    incident: (id: string) => ask<IncidentDetailView>('GET', `/api/incidents/${id}`),
    /** Reserves the next for me; undefined when none waits. */
    next: () => ask<AlarmView | undefined>('POST', '/api/alarms/next'),
    command: (id: string, command: AlarmRequest) =>
      ask<AlarmView>('POST', `/api/alarms/${id}/${command.path}`, 'body' in command ? command.body : undefined),
    signOut: () => ask<{ readonly next: string }>('POST', '/auth/logout'),
    summary: () => ask<SummaryView>('GET', '/api/reports/summary'),
  };
};
export type ApiClient = ReturnType<typeof createApiClient>;
