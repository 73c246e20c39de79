import type { MeView } from '@varde/contracts';
import { handlersOf } from '@varde/domain';
import type { ApiClient } from '../api/api-client.ts';
import { withList } from './alarm-book.ts';
import { type DeskState, isInMyHands, isOfferedToMe, layOpen, queueOf } from './desk-state.ts';
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

/** A responder's or a case worker's work is on other pages: here they may look at nothing they could do. */
const sessionOf = (me: MeView): DeskState['session'] => {
  const roles: readonly string[] = handlersOf(queueOf(me));
  return roles.includes(me.role) ? { kind: 'signed-in', me } : { kind: 'no-access' };
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
    const waitsForMe = [isOfferedToMe, isInMyHands].flatMap((does) =>
      [...alarms.values()].filter((alarm) => does(alarm, state.get())),
    );
    const open = alarms.has(selectedId) ? selectedId : waitsForMe[0]?.id;
    state.set({ loaded: true, alarms, ...layOpen(state.get(), open) });
  };

  return {
    me: async () => {
      const result = await api.me();
      if (result.kind === 'ok') state.set({ session: sessionOf(result.value) });
      if (result.kind === 'signed-out') state.set({ session: result });
      if (result.kind === 'problem' && result.problem.status === 403) state.set({ session: { kind: 'no-access' } });
      return state.get().session.kind === 'signed-in';
    },
    summary: async () => {
      const result = await api.summary();
      if (result.kind === 'ok') state.set({ summary: result.value });
    },
    list,
    heardOf: (alarmId) => heard.add(alarmId),
  };
};
