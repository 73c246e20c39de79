import type { ApiClient } from '../api/api-client.ts';
import { withList } from './alarm-book.ts';
import { type DeskState, isOfferedToMe, layOpen, queueOf } from './desk-state.ts';
import type { Store } from './store.ts';

const RETRY_MS = 2_000;

export type DeskLoading = {
  /** true when somebody is signed in. */
  me(): Promise<boolean>;
  summary(): Promise<void>;
  list(): Promise<void>;
  /** An alarm came by another way while the list may be on its way; see `withList`. */
  heardOf(alarmId: string): void;
};

export const createDeskLoading = (
  state: Store<DeskState>,
  api: ApiClient,
  after: (ms: number, run: () => void) => void,
): DeskLoading => {
  /** What came since the list was asked for. A new set is a new question: an older one's answer is not waited for. */
  let heard = new Set<string>();

  const list = async (): Promise<void> => {
    const { session } = state.get();
    if (session.kind !== 'signed-in') return;
    const meanwhile = new Set<string>();
    heard = meanwhile;
    const result = await api.listAlarms(queueOf(session.me));
    if (heard !== meanwhile) return;
    if (result.kind === 'signed-out') return state.set({ session: result });
    if (result.kind !== 'ok') return after(RETRY_MS, () => void list());
    const alarms = withList(state.get().alarms, result.value, meanwhile);
    const { selectedId = '' } = state.get();
    const offer = [...alarms.values()].find((alarm) => isOfferedToMe(alarm, state.get()));
    state.set({ loaded: true, alarms, ...layOpen(state.get(), alarms.has(selectedId) ? selectedId : offer?.id) });
  };

  return {
    me: async () => {
      const result = await api.me();
      if (result.kind === 'ok') state.set({ session: { kind: 'signed-in', me: result.value } });
      if (result.kind === 'signed-out') state.set({ session: result });
      if (result.kind === 'problem' && result.problem.status === 403) state.set({ session: { kind: 'no-access' } });
      return result.kind === 'ok';
    },
    summary: async () => {
      const result = await api.summary();
      if (result.kind === 'ok') state.set({ summary: result.value });
    },
    list,
    heardOf: (alarmId) => heard.add(alarmId),
  };
};
