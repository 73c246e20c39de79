import type { DeviceView, MeView } from '@varde/contracts';
import type { Ask } from '../../api/ask.ts';
import type { Clock } from '../../desk/clock.ts';
import { createStore, type Store } from '../../desk/store.ts';
import { mayUseTechniciansPages } from '../../view/landing.ts';
import { type Entry, readEntries } from '../outbox/entry.ts';
import { discard, type Outbox, sendAgain } from '../outbox/outbox.ts';
import { createSending } from '../outbox/send-outbox.ts';
import type { Kept } from './kept.ts';
import { createTechnicianApi, type TechnicianApi } from './technician-api.ts';
import { initialTechnicianState, type TechnicianState, withDevice } from './technician-state.ts';

const START_RETRY_MS = 3_000;
/** How often it is seen to whether contact is back. */
const PROBE_MS = 5_000;
/** What is not of the work itself: one's name, while there is no contact to ask for it. */
const ME = 'me';
export const OUTBOX = 'outbox';
/** Under what an installation's answers are kept. */
export const installKept = (deviceId: string): string => `install.${deviceId}`;
/** The device beside them, so that one can go on without contact. */
export const deviceKept = (deviceId: string): string => `device.${deviceId}`;

/** Something done, before it has an id, an owner and a time. */
export type Deed = Pick<Entry, 'kind' | 'method' | 'path' | 'body' | 'subject' | 'name' | 'version'>;

export type Technician = {
  readonly state: Store<TechnicianState>;
  readonly api: TechnicianApi;
  readonly kept: Kept;
  start(): void;
  /** Kept on the phone at once, and sent when there is contact. */
  doNow(deed: Deed): void;
  /** The browser says that it is online: see whether that is so. */
  wake(): void;
  /** By a person who has seen why it was refused. */
  sendAgain(entry: Entry): void;
  discard(entry: Entry): void;
  loadWork(): Promise<void>;
  /** What comes is in the state; `none`: there is no such device. */
  loadDevice(id: string): Promise<'known' | 'none' | 'unreachable'>;
  /** The outbox as another page of this browser left it. */
  readOutbox(): void;
  signOut(): Promise<string>;
};

export type TechnicianDeps = {
  readonly ask: Ask;
  readonly kept: Kept;
  readonly clock: Clock;
  readonly after: (ms: number, run: () => void) => void;
  readonly newId: () => string;
};

export const createTechnician = ({ ask, kept, clock, after, newId }: TechnicianDeps): Technician => {
  const outbox = readEntries(kept.read(OUTBOX));
  const state = createStore<TechnicianState>(initialTechnicianState(clock.now(), outbox));

  let isProbing = false;
  /** Every answer says whether there is contact, and whether somebody is still signed in. */
  const askAndTell: Ask = async <T>(method: string, path: string, body?: unknown) => {
    const result = await ask<T>(method, path, body);
    const { contact } = state.get();
    if (result.kind === 'unreachable') {
      if (contact.kind === 'lost') return result;
      state.set({ contact: { ...contact, kind: 'lost' } });
      if (!isProbing) after(PROBE_MS, () => void probe());
      isProbing = true;
    } else {
      state.set({ contact: { kind: 'there', heardAt: clock.now() } });
      if (contact.kind === 'lost') sending.flush();
    }
    if (result.kind === 'signed-out') state.set({ session: result });
    return result;
  };
  const api = createTechnicianApi(askAndTell);
  const isLost = () => state.get().contact.kind === 'lost';
  /** Until somebody answers: then what waits is sent, and the pages load what they lack. */
  const probe = async (): Promise<void> => {
    if (isLost()) await api.me();
    isProbing = isLost();
    if (isProbing) after(PROBE_MS, () => void probe());
  };

  const heardOf = (device: DeviceView) => state.set({ devices: withDevice(state.get().devices, device) });
  const keep = (next: Outbox) => state.set({ outbox: next, keeps: kept.write(OUTBOX, next) });

  const loadWork = async (): Promise<void> => {
    const [work, areas] = await Promise.all([
      api.worklist(),
      state.get().areas.length === 0 ? api.areas() : Promise.resolve(undefined),
    ]);
    if (areas?.kind === 'ok') state.set({ areas: areas.value.items });
    const before = state.get().work.items;
    state.set({ work: { items: work.kind === 'ok' ? work.value.items : before, failed: work.kind !== 'ok' } });
  };

  const sending = createSending({
    state,
    ask: askAndTell,
    keep,
    after,
    heardOf,
    deviceOf: async (id) => {
      const result = await api.device(id);
      return result.kind === 'ok' ? result.value : undefined;
    },
    done: (entry) => {
      // Until then a refusal could have sent one back to the questions.
      if (entry.kind === 'install') {
        kept.forget(installKept(entry.subject));
        kept.forget(deviceKept(entry.subject));
      }
      // What the list says is old now, whatever was done.
      void loadWork();
    },
  });

  const enter = (me: MeView): void => {
    const isWelcome = mayUseTechniciansPages(me.role);
    state.set({ session: isWelcome ? { kind: 'signed-in', me } : { kind: 'no-access' } });
    if (isWelcome) sending.flush();
  };

  const start = async (): Promise<void> => {
    const result = await api.me();
    if (result.kind === 'ok') {
      kept.write(ME, result.value);
      return enter(result.value);
    }
    if (result.kind === 'signed-out') return;
    if (result.kind === 'problem' && result.problem.status === 403)
      return state.set({ session: { kind: 'no-access' } });
    // Without contact the pages open for whoever was last here: what they do is sent only when Varde knows them.
    const known = kept.read(ME) as MeView | null;
    if (state.get().session.kind === 'loading')
      state.set({ session: known === null ? { kind: 'unreachable' } : { kind: 'signed-in', me: known } });
    after(START_RETRY_MS, () => void start());
  };

  return {
    state,
    api,
    kept,
    start: () => void start(),
    doNow: (deed) => {
      const { session } = state.get();
      if (session.kind !== 'signed-in') return;
      const entry: Entry = { ...deed, id: newId(), by: session.me.id, at: clock.now(), sends: 0 };
      keep([...state.get().outbox, entry]);
      sending.flush();
    },
    wake: () => {
      if (isLost()) void api.me();
      sending.flush();
    },
    sendAgain: (entry) => {
      const version = entry.version === undefined ? undefined : state.get().devices.get(entry.subject)?.version;
      keep(sendAgain(state.get().outbox, entry.id, version));
      sending.flush();
    },
    discard: (entry) => {
      keep(discard(state.get().outbox, entry.id));
      sending.flush();
    },
    loadWork,
    loadDevice: async (id) => {
      const result = await api.device(id);
      if (result.kind === 'ok') {
        heardOf(result.value);
        return 'known';
      }
      return result.kind === 'problem' && result.problem.status < 500 ? 'none' : 'unreachable';
    },
    readOutbox: () => state.set({ outbox: readEntries(kept.read(OUTBOX)) }),
    signOut: async () => {
      kept.forget(ME);
      const result = await api.signOut();
      return result.kind === 'ok' ? result.value.next : '/';
    },
  };
};
