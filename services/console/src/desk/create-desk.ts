import type { AlarmView, IncidentDetailView } from '@varde/contracts';
import type { AlarmRequest, ApiClient } from '../api/api-client.ts';
import type { ApiResult } from '../api/api-result.ts';
import type { EventStreamHandlers } from '../api/event-stream.ts';
import type { Clock } from './clock.ts';
import { createDeskLoading } from './desk-loading.ts';
import { alarmInProblem, type DeskState, type DialogName, initialDeskState, layOpen } from './desk-state.ts';
import { keepDetail } from './detail-keeper.ts';
import { hearAlarm, isQuietNow, recallAlarm, seeAlarms } from './hear-alarm.ts';
import { createStore, type Store } from './store.ts';
import { readStreamMessage } from './stream-message.ts';

const SUMMARY_EVERY_MS = 30_000;
const START_RETRY_MS = 2_000;

export type Desk = {
  readonly state: Store<DeskState>;
  start(): void;
  /** A person chose it, and so has seen it. */
  select(alarmId: string | undefined): void;
  /** Chosen too, and perhaps one of another list than mine. */
  open(alarm: AlarmView): void;
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
  /** What an alarm is about that many homes share; undefined when it cannot be had now. */
  incident(id: string): Promise<IncidentDetailView | undefined>;
  /** Where to go to be signed out at the identity provider too. */
  signOut(): Promise<string>;
};

export type DeskDeps = {
  readonly api: ApiClient;
  readonly openStream: (url: string, handlers: EventStreamHandlers) => void;
  readonly clock: Clock;
  readonly after: (ms: number, run: () => void) => void;
};

export const createDesk = ({ api, openStream, clock, after }: DeskDeps): Desk => {
  const state = createStore<DeskState>(initialDeskState(clock.now()));
  const loading = createDeskLoading(state, api, after);
  const detail = keepDetail(state, api);

  const hear = (alarm: AlarmView) => {
    loading.heardOf(alarm.id);
    const change = hearAlarm(state.get(), alarm);
    if (change.alarms !== undefined) state.set(change);
  };
  const see = (ids: Iterable<string>) => state.set(seeAlarms(state.get(), ids));
  const heardLive = () => state.set({ connection: { kind: 'live', heardAt: clock.now() } });

  const onMessage = (event: string, data: string) => {
    const news = readStreamMessage(event, data);
    switch (news.kind) {
      case 'alarm': {
        const staysQuiet = news.rings === false && isQuietNow(state.get(), news.alarm);
        hear(news.alarm);
        if (news.rings) state.set(recallAlarm(state.get(), news.alarm));
        if (staysQuiet) see([news.alarm.id]);
        return;
      }
      case 'ping':
        clock.serverSaid(news.at);
        return heardLive();
      case 'hello':
        return void loading.summary();
      case 'reset':
        return void loading.list();
      case 'presence':
        return void Promise.all([loading.me(), loading.summary()]);
      case 'unknown':
        return;
    }
  };

  const listen = () =>
    openStream('/api/stream', {
      onOpen: () => {
        heardLive();
        // The stream resumes without a gap; the list besides costs one question and mends whatever was lost.
        void loading.list();
        detail.reload();
      },
      onMessage: ({ event, data }) => onMessage(event, data),
      onLost: () => state.set({ connection: { ...state.get().connection, kind: 'lost' } }),
      onRefused: (status) => state.set({ session: { kind: status === 401 ? 'signed-out' : 'no-access' } }),
    });

  const keepSummary = () => {
    if (state.get().connection.kind === 'live') void loading.summary();
    after(SUMMARY_EVERY_MS, keepSummary);
  };

  const start = async (): Promise<void> => {
    if (await loading.me()) {
      listen();
      return after(SUMMARY_EVERY_MS, keepSummary);
    }
    if (['signed-out', 'no-access'].includes(state.get().session.kind)) return;
    state.set({ session: { kind: 'unreachable' } });
    after(START_RETRY_MS, () => void start());
  };

  /** What the api answered, or undefined with the trouble said on the page. */
  const expect = <T>(result: ApiResult<T>, alarm?: AlarmView): { readonly value: T } | undefined => {
    switch (result.kind) {
      case 'ok':
        return result;
      case 'signed-out':
        state.set({ session: result });
        return undefined;
      case 'unreachable':
        state.set({ trouble: { code: 'unreachable', alarm } });
        return undefined;
      case 'problem': {
        const current = alarmInProblem(result.problem);
        if (current !== undefined) hear(current);
        state.set({ trouble: { code: result.problem.code, alarm: current ?? alarm } });
        return undefined;
      }
    }
  };

  /** One command at a time: a key pressed twice is one answer. */
  const alone = async <T>(run: () => Promise<T>): Promise<T | undefined> => {
    if (state.get().busy) return undefined;
    state.set({ busy: true, trouble: undefined });
    try {
      return await run();
    } finally {
      state.set({ busy: false });
    }
  };

  const send = async (alarm: AlarmView, request: AlarmRequest): Promise<boolean> => {
    see([alarm.id]);
    if (request.path === 'answer') state.set(layOpen(state.get(), alarm.id));
    const done = expect(await api.command(alarm.id, request), alarm);
    if (done === undefined) return false;
    hear(done.value);
    return true;
  };

  const answerNext = async (): Promise<void> => {
    const next = expect(await api.next());
    if (next === undefined) return;
    if (next.value === undefined) return state.set({ trouble: { code: 'none-waiting', alarm: undefined } });
    hear(next.value);
    await send(next.value, { path: 'answer' });
  };

  const select = (alarmId: string | undefined) => {
    if (alarmId !== undefined) see([alarmId]);
    state.set({ ...layOpen(state.get(), alarmId), trouble: undefined });
  };

  return {
    state,
    start: () => void start(),
    select,
    open: (alarm) => {
      hear(alarm);
      select(alarm.id);
    },
    openDialog: (dialog) => state.set({ dialog }),
    dismissTrouble: () => state.set({ trouble: undefined }),
    mute: () => see(state.get().alarms.keys()),
    setPresence: async (available) => {
      const done = await alone(async () => expect(await api.setPresence(available)));
      if (done !== undefined) await Promise.all([loading.me(), loading.summary()]);
    },
    takeNext: async () => {
      await alone(answerNext);
    },
    command: async (alarm, request) => (await alone(() => send(alarm, request))) ?? false,
    reloadDetail: detail.reload,
    incident: async (id) => {
      const result = await api.incident(id);
      return result.kind === 'ok' ? result.value : undefined;
    },
    signOut: async () => {
      // Who is gone is offered nothing more, not even for the seconds in which they still count as seen.
      await api.setPresence(false);
      const result = await api.signOut();
      return result.kind === 'ok' ? result.value.next : '/';
    },
  };
};
