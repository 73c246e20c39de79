import type { AlarmView } from '@varde/contracts';
import type { AlarmRequest, ApiClient } from '../api/api-client.ts';
import type { ApiResult } from '../api/api-result.ts';
import type { openEventStream } from '../api/event-stream.ts';
import { withAlarm, withList } from './alarm-book.ts';
import type { Clock } from './clock.ts';
import {
  alarmInProblem,
  type DeskState,
  type DialogName,
  initialDeskState,
  isOfferedToMe,
  queueOf,
} from './desk-state.ts';
import { keepDetail } from './detail-keeper.ts';
import { createStore, type Store } from './store.ts';
import { readStreamMessage } from './stream-message.ts';

const SUMMARY_EVERY_MS = 30_000;
const SESSION_RETRY_MS = 2_000;

export type Desk = {
  readonly state: Store<DeskState>;
  start(): void;
  /** A person chose it, and so has seen it. */
  select(alarmId: string | undefined): void;
  openDialog(dialog: DialogName | undefined): void;
  dismissTrouble(): void;
  /** Everything that rings now has been heard. */
  mute(): void;
  setPresence(available: boolean): Promise<void>;
  /** Takes the next: reserve, then answer. */
  takeNext(): Promise<void>;
  /** true when the api did as asked. */
  command(alarm: AlarmView, request: AlarmRequest): Promise<boolean>;
  reloadDetail(): void;
};

export const createDesk = (deps: {
  readonly api: ApiClient;
  readonly openStream: typeof openEventStream;
  readonly clock: Clock;
  readonly after: (ms: number, run: () => void) => void;
}): Desk => {
  const { api, clock } = deps;
  const state = createStore<DeskState>(initialDeskState(clock.now()));
  const detail = keepDetail(state, api);
  /** Alarms heard of since the list was asked for; see `withList`. */
  let heard = new Set<string>();

  const apply = (alarm: AlarmView) => {
    heard.add(alarm.id);
    const { alarms, selectedId } = state.get();
    const next = withAlarm(alarms, alarm);
    if (next === alarms) return;
    if (alarm.state === 'closed' && alarm.id === selectedId) {
      return state.set({ alarms: next, selectedId: undefined, dialog: undefined });
    }
    state.set({ alarms: next });
    // With nothing else on the desk the offered one is laid open at once; it still rings until a person acts.
    if (selectedId === undefined && isOfferedToMe(alarm, state.get())) state.set({ selectedId: alarm.id });
  };

  const signedOut = () => state.set({ session: { kind: 'signed-out' } });

  /** The value, or undefined with the trouble said on the page. */
  const expect = <T>(result: ApiResult<T>, alarm?: AlarmView): { readonly value: T } | undefined => {
    if (result.kind === 'ok') return result;
    if (result.kind === 'signed-out') {
      signedOut();
      return undefined;
    }
    if (result.kind === 'unreachable') {
      state.set({ trouble: { code: 'unreachable', text: '', alarm } });
      return undefined;
    }
    const { problem } = result;
    const current = alarmInProblem(problem);
    if (current !== undefined) apply(current);
    state.set({ trouble: { code: problem.code, text: problem.detail ?? problem.title, alarm: current ?? alarm } });
    return undefined;
  };

  const loadSummary = async () => {
    const result = await api.summary();
    if (result.kind === 'ok') state.set({ summary: result.value });
  };

  const loadList = async () => {
    const { session } = state.get();
    if (session.kind !== 'signed-in') return;
    heard = new Set();
    const result = await api.listAlarms(queueOf(session.me));
    if (result.kind === 'signed-out') return signedOut();
    if (result.kind !== 'ok') return deps.after(SESSION_RETRY_MS, () => void loadList());
    const alarms = withList(state.get().alarms, result.value, heard);
    const { selectedId } = state.get();
    const stillThere = alarms.has(selectedId ?? '') ? selectedId : undefined;
    const offer = [...alarms.values()].find((alarm) => isOfferedToMe(alarm, state.get()));
    state.set({ loaded: true, alarms, selectedId: stillThere ?? offer?.id });
  };

  const loadMe = async (): Promise<boolean> => {
    const result = await api.me();
    if (result.kind === 'ok') state.set({ session: { kind: 'signed-in', me: result.value } });
    else if (result.kind === 'signed-out') signedOut();
    return result.kind === 'ok';
  };

  const onMessage = (event: string, data: string) => {
    const message = readStreamMessage(event, data);
    switch (message.kind) {
      case 'alarm':
        return apply(message.alarm);
      case 'ping':
        clock.serverSaid(message.at);
        return state.set({ connection: { kind: 'live', heardAt: clock.now() } });
      case 'reset':
        return void loadList();
      case 'presence':
        return void Promise.all([loadMe(), loadSummary()]);
      case 'unknown':
        return undefined;
    }
  };

  const listen = () => {
    deps.openStream('/api/stream', {
      onOpen: () => {
        state.set({ connection: { kind: 'live', heardAt: clock.now() } });
        // The stream resumes without a gap; the list besides costs one question and mends whatever was lost.
        void Promise.all([loadList(), loadSummary()]);
      },
      onMessage: ({ event, data }) => onMessage(event, data),
      onLost: () => state.set({ connection: { ...state.get().connection, kind: 'lost' } }),
      onSignedOut: signedOut,
    });
  };

  const keepSummary = () => {
    if (state.get().connection.kind === 'live') void loadSummary();
    deps.after(SUMMARY_EVERY_MS, keepSummary);
  };

  const start = async (): Promise<void> => {
    if (await loadMe()) {
      listen();
      deps.after(SUMMARY_EVERY_MS, keepSummary);
    } else if (state.get().session.kind !== 'signed-out') {
      state.set({ session: { kind: 'unreachable' } });
      deps.after(SESSION_RETRY_MS, () => void start());
    }
  };

  const sawAll = (ids: Iterable<string>) => {
    const seen = new Map(state.get().seen);
    for (const id of ids) seen.set(id, state.get().alarms.get(id)?.events ?? 0);
    state.set({ seen });
  };

  const oneAtATime = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    if (state.get().busy) return undefined;
    state.set({ busy: true, trouble: undefined });
    try {
      return await run();
    } finally {
      state.set({ busy: false });
    }
  };

  const send = async (alarm: AlarmView, request: AlarmRequest): Promise<boolean> => {
    const done = expect(await api.command(alarm.id, request), alarm);
    if (done === undefined) return false;
    if (done.value !== undefined) apply(done.value);
    return true;
  };

  const answerNext = async (): Promise<void> => {
    const next = expect(await api.next());
    if (next === undefined) return;
    if (next.value === undefined) return state.set({ trouble: { code: 'none-waiting', text: '', alarm: undefined } });
    apply(next.value);
    sawAll([next.value.id]);
    state.set({ selectedId: next.value.id, dialog: undefined });
    await send(next.value, { path: 'answer' });
  };

  return {
    state,
    start: () => void start(),
    select: (alarmId) => {
      if (alarmId !== undefined) sawAll([alarmId]);
      state.set({ selectedId: alarmId, trouble: undefined });
    },
    openDialog: (dialog) => state.set({ dialog }),
    dismissTrouble: () => state.set({ trouble: undefined }),
    mute: () => sawAll(state.get().alarms.keys()),
    setPresence: async (available) => {
      const done = await oneAtATime(async () => expect(await api.setPresence(available)));
      if (done !== undefined) await Promise.all([loadMe(), loadSummary()]);
    },
    takeNext: async () => {
      await oneAtATime(answerNext);
    },
    command: async (alarm, request) => {
      if (request.path === 'answer') {
        sawAll([alarm.id]);
        state.set({ selectedId: alarm.id });
      }
      return (await oneAtATime(() => send(alarm, request))) ?? false;
    },
    reloadDetail: detail.reload,
  };
};
