import type { AlarmDetailView, AlarmView, IncidentDetailView, MeView, SummaryView } from '@varde/contracts';
import type { Action, AlarmQueue, Cause, Colour, ResponderStatus } from '@varde/domain';
import type { ApiResult } from './api-result.ts';
import { createAsk } from './ask.ts';

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

export const createApiClient = (request: typeof fetch) => {
  const ask = createAsk(request);

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
