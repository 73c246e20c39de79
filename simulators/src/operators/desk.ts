import { type AlarmView, alarmSchema } from '@varde/contracts';
import type { Action, Cause } from '@varde/domain';
import type { ApiClient } from '../platform/api-client.ts';

/** What an operator does at the desk, over the same api as the console. */
export type Desk = {
  present(available: boolean): Promise<void>;
  /** null: nobody waits. */
  next(): Promise<AlarmView | null>;
  answer(alarmId: string): Promise<AlarmView>;
  contact(alarmId: string, made: boolean): Promise<void>;
  close(alarmId: string, how: { readonly cause: Cause; readonly action: Action }): Promise<void>;
  release(alarmId: string): Promise<void>;
};

export const createDesk = (api: ApiClient): Desk => {
  const act = (alarmId: string, command: string, body?: unknown): Promise<unknown> =>
    api.request('POST', `/api/alarms/${alarmId}/${command}`, body);

  return {
    async present(available) {
      await api.request('PUT', '/api/me/presence', { available });
    },
    async next() {
      const answer = await api.request('POST', '/api/alarms/next');
      return answer === undefined ? null : alarmSchema.parse(answer);
    },
    answer: async (alarmId) => alarmSchema.parse(await act(alarmId, 'answer')),
    async contact(alarmId, made) {
      await act(alarmId, 'contact', { made });
    },
    async close(alarmId, how) {
      await act(alarmId, 'close', how);
    },
    async release(alarmId) {
      await act(alarmId, 'release');
    },
  };
};
